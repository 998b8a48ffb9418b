package io.flotilla.engine.chain;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.engine.control.Fault;
import io.flotilla.engine.step.StepAddress;
import org.jspecify.annotations.Nullable;

/// How a block of steps, or one try of a step, ended.
sealed interface BlockOutcome {
    /// With a value.
    record Yielded(JsonNode output) implements BlockOutcome {}

    /// Without one.
    ///
    /// @param at the innermost step that failed; absent when it was none
    record Stopped(Fault fault, @Nullable StepAddress at) implements BlockOutcome {}
}
