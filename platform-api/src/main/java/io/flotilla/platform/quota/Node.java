package io.flotilla.platform.quota;

import com.fasterxml.jackson.annotation.JsonInclude;

/// What a budget or a limit is about: the whole tenant, or one scenario, app, key or model of it.
///
/// @param subject the scenario's code, the app's or model's name, or the key's id; empty for the tenant
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Node(Level level, String subject) {
    static final Node TENANT = new Node(Level.TENANT, "");

    @Override
    public String toString() {
        return level == Level.TENANT ? "the tenant" : "the %s '%s'".formatted(level.word(), subject);
    }
}
