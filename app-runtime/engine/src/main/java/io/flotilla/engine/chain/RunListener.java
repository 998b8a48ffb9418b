package io.flotilla.engine.chain;

import io.flotilla.engine.control.Fault;
import io.flotilla.engine.step.CallListener;
import io.flotilla.engine.step.StepAddress;
import java.time.Duration;

/// Hears what happens in a run, in order and never two things at once, on the threads that do the work: it must be
/// quick.
/// An exception from it ends the run with `internal`. Steps taken over from the journal are not told again.
public interface RunListener extends CallListener {
    /// A step begins.
    void stepStarted(StepAddress at, String type);

    /// The next piece of text of a step that streams.
    void delta(StepAddress at, String text);

    /// A try failed; the next one begins after `delay`.
    ///
    /// @param tries how many tries there were so far
    void stepRetrying(StepAddress at, int tries, Fault fault, Duration delay);

    /// A step ended. Each step that began ends exactly once, in a stopped run with `FAILED` and the reason of the
    /// stop. A skipped
    /// step was not told to have begun, unless it failed and its `onError` goes to another step.
    void stepFinished(StepEnd end);
}
