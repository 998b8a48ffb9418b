package io.flotilla.messages;

/// How a step ended. A step whose `onError` replaced its output counts as `RECOVERED`.
public enum StepState {
    SUCCEEDED,
    RECOVERED,
    SKIPPED,
    FAILED
}
