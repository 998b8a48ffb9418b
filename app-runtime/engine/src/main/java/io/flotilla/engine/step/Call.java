package io.flotilla.engine.step;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One provider attempt or connector call, known before it is made: the unit of metering.
///
/// @param id     from the run's [CallIds]; a provider gets it as the client's request id
/// @param number counts the calls of this step, over tries and fallbacks, from 1
/// @param images how many are shown to the model
/// @param ceilingNano the most it can cost, in nano-units of its model's currency; absent when nothing bounds it
public record Call(
        UUID id,
        StepAddress at,
        int number,
        CallTarget target,
        Instant startedAt,
        int images,
        @Nullable Long ceilingNano) {
    public Call {
        requireNonNull(id, "id");
        requireNonNull(at, "at");
        requireNonNull(target, "target");
        requireNonNull(startedAt, "startedAt");
    }
}
