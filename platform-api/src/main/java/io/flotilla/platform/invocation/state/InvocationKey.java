package io.flotilla.platform.invocation.state;

import java.util.UUID;

/// Names an invocation, whatever its attempt.
public record InvocationKey(UUID tenantId, UUID id) {}
