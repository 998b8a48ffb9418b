package io.flotilla.engine.chain;

import io.flotilla.engine.control.Fault;
import io.flotilla.engine.step.Call;
import io.flotilla.engine.step.CallEnd;
import io.flotilla.engine.step.StepAddress;
import java.time.Duration;

/// Hears what happens in a run, in order and never two things at once, on the threads that do the work: it must be
/// quick.
/// An exception from it ends the run with `internal`. Steps taken over from the journal are not told again.
public interface RunListener {
    /// A step begins.
    void stepStarted(StepAddress at, String type);

    /// The next piece of text of a step that streams.
    void delta(StepAddress at, String text);

    /// A try failed; the next one begins after `delay`.
    ///
    /// @param tries how many tries there were so far
    void stepRetrying(StepAddress at, int tries, Fault fault, Duration delay);

    /// A step ended. A skipped step was not told to have begun. Steps that a stopped run interrupts have no end.
    void stepFinished(StepEnd end);

    /// A call is about to be made. Nothing has left yet: when this throws, nothing does.
    void callDispatched(Call call);

    /// A call that was told before has ended. Told for every call, also in a run that is stopped.
    void callEnded(CallEnd end);
}
