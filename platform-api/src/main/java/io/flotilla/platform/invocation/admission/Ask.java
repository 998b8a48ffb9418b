package io.flotilla.platform.invocation.admission;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// What a caller asks for.
///
/// @param idempotencyKey makes asking twice one invocation
/// @param traceparent W3C trace context
/// @param replyPartition where this instance listens, if the caller waits
public record Ask(
        String app,
        String environment,
        JsonNode inputs,
        @Nullable JsonNode metadata,
        @Nullable String idempotencyKey,
        @Nullable String traceparent,
        @Nullable Integer replyPartition) {}
