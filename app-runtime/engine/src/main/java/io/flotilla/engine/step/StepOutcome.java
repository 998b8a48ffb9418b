package io.flotilla.engine.step;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.engine.control.Fault;

/// How one try of a step ended.
public sealed interface StepOutcome {
    /// With a value.
    record Yielded(JsonNode value) implements StepOutcome {
        public Yielded {
            requireNonNull(value, "value");
        }
    }

    /// Without one.
    record Stopped(Fault fault) implements StepOutcome {
        public Stopped {
            requireNonNull(fault, "fault");
        }
    }
}
