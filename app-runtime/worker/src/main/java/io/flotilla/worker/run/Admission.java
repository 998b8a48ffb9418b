package io.flotilla.worker.run;

import io.flotilla.messages.InvocationEvent;

/// What becomes of a request.
public sealed interface Admission {
    /// It has a place. Start or drop the run.
    record Admitted(Run run) implements Admission {}

    /// It does not run, and this is to be told.
    record Refused(InvocationEvent terminal) implements Admission {}

    /// It was seen before, or a newer attempt was: nothing is to be done.
    record Known() implements Admission {}
}
