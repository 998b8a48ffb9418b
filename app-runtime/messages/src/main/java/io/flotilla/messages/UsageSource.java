package io.flotilla.messages;

/// Who says what a call used: the provider, the worker that drained an abandoned stream, or an estimate.
public enum UsageSource {
    PROVIDER,
    DRAINED,
    ESTIMATED
}
