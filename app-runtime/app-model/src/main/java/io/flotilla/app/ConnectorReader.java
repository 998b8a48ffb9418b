package io.flotilla.app;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.app.check.ConnectorCheck;
import io.flotilla.app.connector.ConnectorDefinition;
import io.flotilla.app.read.Documents;
import io.flotilla.app.read.Opened;

/// Reads and checks connector documents.
public final class ConnectorReader {
    private ConnectorReader() {}

    /// Reads a document, YAML or JSON, and checks all that needs no network.
    public static Reading<ConnectorDefinition> read(byte[] content, String fileName) {
        return reading(Documents.connector(content, fileName));
    }

    /// The same for a document that is JSON already.
    public static Reading<ConnectorDefinition> read(JsonNode document) {
        return reading(Documents.connector(document));
    }

    private static Reading<ConnectorDefinition> reading(Opened<ConnectorDefinition> opened) {
        return switch (opened) {
            case Opened.Faulty<ConnectorDefinition> faulty -> new Reading.Refused<>(faulty.violations());
            case Opened.Fits<ConnectorDefinition> fits -> {
                var violations = ConnectorCheck.check(fits.definition(), fits.places());
                yield violations.isEmpty()
                        ? new Reading.Read<>(fits.definition(), fits.places())
                        : new Reading.Refused<>(violations);
            }
        };
    }
}
