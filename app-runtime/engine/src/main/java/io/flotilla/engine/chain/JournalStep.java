package io.flotilla.engine.chain;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.engine.step.StepAddress;

/// A step that an earlier attempt at the same invocation finished; it is not run again. A failed one is, so it may be
/// left out.
public record JournalStep(StepAddress at, StepState state, JsonNode output) {
    public JournalStep {
        requireNonNull(at, "at");
        requireNonNull(state, "state");
        requireNonNull(output, "output");
    }
}
