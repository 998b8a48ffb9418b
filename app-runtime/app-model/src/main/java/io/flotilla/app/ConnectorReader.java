package io.flotilla.app;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.app.connector.ConnectorDefinition;

/// Reads and checks connector documents.
public final class ConnectorReader {
    private ConnectorReader() {}

    /// Reads a document, YAML or JSON, and checks all that needs no network.
    public static Reading<ConnectorDefinition> read(byte[] content, String fileName) {
        throw new UnsupportedOperationException();
    }

    /// The same for a document that is JSON already.
    public static Reading<ConnectorDefinition> read(JsonNode document) {
        throw new UnsupportedOperationException();
    }
}
