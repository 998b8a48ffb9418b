package io.flotilla.engine.chain;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.engine.control.Fault;
import io.flotilla.engine.step.StepAddress;
import org.jspecify.annotations.Nullable;

/// How a run ended.
public sealed interface RunResult {
    RunTiming timing();

    /// The chain ran to its end.
    record Succeeded(JsonNode output, RunTiming timing) implements RunResult {
        public Succeeded {
            requireNonNull(output, "output");
            requireNonNull(timing, "timing");
        }
    }

    /// A step failed for good, a limit was reached, or the deadline passed.
    ///
    /// @param at the step it happened in, if it was one
    record Failed(Fault fault, @Nullable StepAddress at, RunTiming timing) implements RunResult {
        public Failed {
            requireNonNull(fault, "fault");
            requireNonNull(timing, "timing");
        }
    }

    /// The run was stopped from outside, with the code `cancelled`.
    record Cancelled(RunTiming timing) implements RunResult {
        public Cancelled {
            requireNonNull(timing, "timing");
        }
    }
}
