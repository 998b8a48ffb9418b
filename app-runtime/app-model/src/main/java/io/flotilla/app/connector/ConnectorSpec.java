package io.flotilla.app.connector;

/// The body of a connector, by its `type`.
public sealed interface ConnectorSpec permits SqlConnector, HttpConnector {
    /// What one operation may take at most.
    ConnectorLimits limits();

    /// The word in the document's `type`.
    default String type() {
        return switch (this) {
            case SqlConnector sql -> "sql";
            case HttpConnector http -> "http";
        };
    }
}
