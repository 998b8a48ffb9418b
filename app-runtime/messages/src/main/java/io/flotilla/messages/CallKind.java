package io.flotilla.messages;

/// What was called: a model at a provider, or a connector's operation.
public enum CallKind {
    MODEL,
    CONNECTOR
}
