package io.flotilla.worker.bind;

import io.flotilla.engine.chain.RunRequest;
import io.flotilla.engine.control.Fault;

/// What came of making a request ready.
public sealed interface Binding {
    /// It can run.
    record Bound(RunRequest request) implements Binding {}

    /// It cannot.
    record Unbound(Fault fault) implements Binding {}
}
