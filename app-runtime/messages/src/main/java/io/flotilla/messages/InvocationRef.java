package io.flotilla.messages;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/// Names one attempt at one invocation. Every message about a run carries it; messages of an older attempt are ignored.
///
/// @param attempt counts from 1; each takeover of a lost worker's invocation adds one
public record InvocationRef(UUID tenantId, UUID invocationId, int attempt) {
    public InvocationRef {
        requireNonNull(tenantId, "tenantId");
        requireNonNull(invocationId, "invocationId");
        if (attempt < 1) throw new IllegalArgumentException("attempt must be at least 1, was " + attempt);
    }
}
