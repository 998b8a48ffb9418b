package io.flotilla.platform.invocation;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.messages.Problem;
import io.flotilla.platform.invocation.state.InvocationState;
import io.flotilla.platform.usage.InvocationUsage;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The data of the events that the platform itself tells; the others come from the worker as they are.
final class Events {
    private Events() {}

    record Queued(UUID id, InvocationState state, Instant createdAt) {
        static Queued of(InvocationView invocation) {
            return new Queued(invocation.id(), InvocationState.QUEUED, invocation.createdAt());
        }
    }

    record Started(UUID id, @Nullable Instant startedAt) {}

    record Finished(
            UUID id,
            InvocationState state,
            @Nullable JsonNode output,
            @Nullable Problem problem,
            InvocationUsage usage,
            InvocationView.Timing timing) {
        static Finished of(InvocationView invocation) {
            return new Finished(
                    invocation.id(),
                    invocation.state(),
                    invocation.output(),
                    invocation.problem(),
                    invocation.usage(),
                    invocation.timing());
        }
    }
}
