package io.flotilla.platform.invocation;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.messages.Problem;
import io.flotilla.platform.invocation.state.Invocation;
import io.flotilla.platform.invocation.state.InvocationState;
import io.flotilla.platform.usage.InvocationUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An invocation as its caller reads it.
///
/// @param release the release that was live when it was admitted
/// @param attempt counts from 1; more than 1 when a worker was lost
/// @param payloadRemovedAt when inputs and output went, also those of the steps: they read as null since
public record InvocationView(
        UUID id,
        String app,
        int version,
        UUID release,
        String environment,
        String scenario,
        InvocationState state,
        int attempt,
        JsonNode inputs,
        @Nullable JsonNode output,
        @Nullable Problem problem,
        @Nullable JsonNode metadata,
        InvocationUsage usage,
        Timing timing,
        Instant createdAt,
        Instant deadline,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Instant payloadRemovedAt) {
    static InvocationView of(Invocation row, InvocationUsage usage) {
        return new InvocationView(
                row.id(),
                row.app(),
                row.version(),
                row.releaseId(),
                row.environment(),
                row.scenario(),
                row.state(),
                row.attempt(),
                row.inputs(),
                row.output(),
                row.problem(),
                row.metadata(),
                usage,
                Timing.of(row),
                row.createdAt(),
                row.deadline(),
                row.startedAt(),
                row.finishedAt(),
                row.payloadRemovedAt());
    }

    /// Where the time went, in milliseconds. What is not known yet, or never will be, is absent.
    ///
    /// @param firstTokenMillis from admission to the first token
    /// @param overheadMillis the total without the time in which a model or a connector was at work
    public record Timing(
            @Nullable Double queuedMillis,
            @Nullable Double runningMillis,
            @Nullable Double modelMillis,
            @Nullable Double connectorMillis,
            @Nullable Double firstTokenMillis,
            @Nullable Double overheadMillis,
            @Nullable Double totalMillis) {
        static Timing of(Invocation row) {
            var queued = millis(row.createdAt(), row.startedAt());
            var total = millis(row.createdAt(), row.finishedAt());
            return new Timing(
                    queued,
                    row.runningMillis(),
                    row.modelMillis(),
                    row.connectorMillis(),
                    plus(queued, row.firstTokenMillis()),
                    overhead(total, row.modelMillis(), row.connectorMillis()),
                    total);
        }

        private static @Nullable Double millis(Instant from, @Nullable Instant to) {
            return to == null ? null : Double.valueOf(Duration.between(from, to).toNanos() / 1_000_000.0);
        }

        private static @Nullable Double plus(@Nullable Double one, @Nullable Double other) {
            return one == null || other == null ? null : Double.valueOf(one + other);
        }

        private static @Nullable Double overhead(
                @Nullable Double total, @Nullable Double model, @Nullable Double connector) {
            if (total == null || model == null || connector == null) return null;
            return Math.max(0, total - model - connector);
        }
    }
}
