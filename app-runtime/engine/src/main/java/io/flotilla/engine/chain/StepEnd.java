package io.flotilla.engine.chain;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.engine.control.Fault;
import io.flotilla.engine.step.StepAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A step has ended.
///
/// @param type      the word in the step's `type`
/// @param output    JSON null for a step that was skipped or failed
/// @param fault     why it failed, or what it recovered from
/// @param startedAt when it ended, for a step that was skipped
public record StepEnd(
        StepAddress at,
        String type,
        StepState state,
        JsonNode output,
        @Nullable Fault fault,
        Instant startedAt) {
    public StepEnd {
        requireNonNull(at, "at");
        requireNonNull(type, "type");
        requireNonNull(state, "state");
        requireNonNull(output, "output");
        requireNonNull(startedAt, "startedAt");
    }
}
