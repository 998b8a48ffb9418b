package io.flotilla.platform.access;

import static io.flotilla.platform.access.Permission.*;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// What a member is in a tenant. The table of who may do what is here and nowhere else.
public enum Role {
    /// Everything, also naming other owners.
    OWNER(Permission.inTenant()),
    /// Everything but the rank of owners, which `member` keeps.
    ADMIN(Permission.inTenant()),
    /// Builds apps and runs them.
    BUILDER(EnumSet.of(
            SELF_READ,
            SETTINGS_READ,
            MEMBERS_READ,
            SECRETS_READ,
            MODELS_READ,
            CONNECTORS_READ,
            CONNECTORS_WRITE,
            SCENARIOS_READ,
            SCENARIOS_WRITE,
            APPS_READ,
            APPS_WRITE,
            RELEASES_WRITE,
            INVOCATIONS_RUN,
            INVOCATIONS_READ,
            USAGE_READ)),
    /// Looks, and changes nothing.
    VIEWER(EnumSet.of(
            SELF_READ,
            SETTINGS_READ,
            MODELS_READ,
            CONNECTORS_READ,
            SCENARIOS_READ,
            APPS_READ,
            INVOCATIONS_READ,
            USAGE_READ)),
    /// Reads the bill and sets budgets; sees no app's content.
    BILLING(EnumSet.of(SELF_READ, SETTINGS_READ, MEMBERS_READ, MODELS_READ, SCENARIOS_READ, USAGE_READ, BUDGETS_WRITE));

    private final Set<Permission> permissions;

    Role(Set<Permission> permissions) {
        this.permissions = Set.copyOf(permissions);
    }

    /// What a member of this role may do.
    public Set<Permission> permissions() {
        return permissions;
    }

    /// The role as JSON and SQL write it.
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The role of this word.
    @JsonCreator
    public static Role of(String word) {
        for (Role role : values()) if (role.word().equals(word)) return role;
        throw new IllegalArgumentException("no such role");
    }
}
