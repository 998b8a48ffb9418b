package io.flotilla.engine.chain;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.engine.control.Fault;
import io.flotilla.engine.step.StepAddress;

/// How a step ended, for the block that it is in.
sealed interface Ended {
    /// It yielded a value, its own or the one of its `onError`.
    record Yielded(JsonNode output) implements Ended {}

    /// It yields nothing.
    record Skipped() implements Ended {}

    /// It failed, and the block goes on at another step.
    record Jumped(String step) implements Ended {}

    /// It failed for good.
    ///
    /// @param at the innermost step that failed
    record Failed(Fault fault, StepAddress at) implements Ended {}

    /// The block was stopped while the step ran.
    record Interrupted() implements Ended {}
}
