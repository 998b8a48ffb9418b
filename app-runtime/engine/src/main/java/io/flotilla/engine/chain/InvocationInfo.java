package io.flotilla.engine.chain;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/// What an app's expressions see as `invocation`.
public record InvocationInfo(String id, Instant time, String caller) {
    public InvocationInfo {
        requireNonNull(id, "id");
        requireNonNull(time, "time");
        requireNonNull(caller, "caller");
    }
}
