package io.flotilla.engine.step;

import static java.util.Objects.requireNonNull;

import io.flotilla.engine.connector.Connector;

/// A connector of the tenant with the means to call it.
///
/// @param name the connector's name in the tenant
public record BoundConnector(String name, Connector connector) {
    public BoundConnector {
        requireNonNull(name, "name");
        requireNonNull(connector, "connector");
    }
}
