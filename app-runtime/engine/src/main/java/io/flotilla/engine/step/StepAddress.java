package io.flotilla.engine.step;

import static java.util.Objects.requireNonNull;

/// Where in a run something happens: the step's id and, inside `each`, the iteration it belongs to.
///
/// @param iteration the item indexes from the outermost `each` inwards, joined by dots (`"2.0"`); empty outside
///                  `each`
public record StepAddress(String step, String iteration) {
    public StepAddress {
        requireNonNull(step, "step");
        requireNonNull(iteration, "iteration");
    }

    /// The address of a step that is not inside an `each`.
    public static StepAddress of(String step) {
        return new StepAddress(step, "");
    }
}
