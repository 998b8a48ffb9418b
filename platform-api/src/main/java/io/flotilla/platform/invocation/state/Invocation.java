package io.flotilla.platform.invocation.state;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.messages.InvocationRef;
import io.flotilla.messages.Problem;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One invocation, as its row says.
///
/// @param caller         who asked: `key:<prefix>` or `user:<subject>`
/// @param replyPartition where the instance that first waited for it listens
/// @param takenAt        when the worker of the present attempt took it
/// @param payloadRemovedAt when inputs and outputs went, as the tenant decided
public record Invocation(
        UUID tenantId,
        UUID id,
        UUID appId,
        String app,
        int version,
        UUID releaseId,
        String scenario,
        String environment,
        InvocationState state,
        int attempt,
        JsonNode inputs,
        @Nullable JsonNode output,
        @Nullable Problem problem,
        @Nullable JsonNode metadata,
        String caller,
        @Nullable UUID apiKeyId,
        @Nullable Integer replyPartition,
        @Nullable String traceparent,
        Instant createdAt,
        Instant deadline,
        @Nullable Instant takenAt,
        @Nullable Instant startedAt,
        @Nullable Instant cancelRequestedAt,
        @Nullable Instant finishedAt,
        @Nullable Double runningMillis,
        @Nullable Double modelMillis,
        @Nullable Double connectorMillis,
        @Nullable Double firstTokenMillis,
        @Nullable Instant payloadRemovedAt) {
    /// The present attempt.
    public InvocationRef ref() {
        return new InvocationRef(tenantId, id, attempt);
    }
}
