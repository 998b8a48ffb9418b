package io.flotilla.engine.chain;

/// How a step ended.
public enum StepState {
    SUCCEEDED,
    /// It failed, and its `onError` gave the output instead.
    RECOVERED,
    SKIPPED,
    FAILED
}
