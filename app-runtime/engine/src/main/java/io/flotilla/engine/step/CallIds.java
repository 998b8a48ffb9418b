package io.flotilla.engine.step;

import java.util.UUID;

/// Names calls. The same run asks with the same place and number only once.
@FunctionalInterface
public interface CallIds {
    /// The id of the `number`-th call of the step at `at`.
    UUID of(StepAddress at, int number);
}
