package io.flotilla.engine.step;

import static java.util.Objects.requireNonNull;

import io.flotilla.engine.control.Cancellation;
import java.util.function.Consumer;

/// Where one try of a step stands in its run.
///
/// @param deltas       takes the text of a step that streams
/// @param cancellation stops this try
public record StepContext(StepAddress at, Meter meter, Consumer<String> deltas, Cancellation cancellation) {
    public StepContext {
        requireNonNull(at, "at");
        requireNonNull(meter, "meter");
        requireNonNull(deltas, "deltas");
        requireNonNull(cancellation, "cancellation");
    }

    /// The same with other ears.
    StepContext speaking(Consumer<String> ears) {
        return new StepContext(at, meter, ears, cancellation);
    }
}
