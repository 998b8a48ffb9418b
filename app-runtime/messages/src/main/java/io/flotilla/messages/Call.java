package io.flotilla.messages;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One provider attempt or connector call: the unit of metering. Known before the call is made.
///
/// @param id       deterministic from (invocation, attempt, step, iteration, number): [UsageIds]
/// @param number   counts the calls of this step in this attempt from 1, over retries and fallbacks
/// @param modelId  absent for a connector call
/// @param provider the provider's name, or the connector's
/// @param model    the model's catalogue name, or the connector's operation
/// @param ceilingNano the most it can cost, in nano-units of the price's currency; absent when nothing bounds it
public record Call(
        UUID id,
        StepAddress at,
        int number,
        CallKind kind,
        @Nullable UUID modelId,
        String provider,
        String model,
        @Nullable Price price,
        Instant startedAt,
        @Nullable Long ceilingNano) {
    public Call {
        requireNonNull(id, "id");
        requireNonNull(at, "at");
        requireNonNull(kind, "kind");
        requireNonNull(provider, "provider");
        requireNonNull(model, "model");
        requireNonNull(startedAt, "startedAt");
    }
}
