package io.flotilla.app;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.app.definition.AppDefinition;

/// Reads app documents.
public final class AppReader {
    private AppReader() {}

    /// Reads a document, YAML or JSON.
    ///
    /// @param fileName tells JSON (`.json`) from YAML in messages; the content decides what it is
    public static Reading<AppDefinition> read(byte[] content, String fileName) {
        throw new UnsupportedOperationException();
    }

    /// Reads a document that is JSON already, such as the canonical form in the database or in a message.
    public static Reading<AppDefinition> read(JsonNode document) {
        throw new UnsupportedOperationException();
    }
}
