package io.flotilla.app;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.app.definition.AppDefinition;
import io.flotilla.app.read.Documents;
import io.flotilla.app.read.Opened;

/// Reads app documents.
public final class AppReader {
    private AppReader() {}

    /// Reads a document, YAML or JSON.
    ///
    /// @param fileName `.json` is read as JSON; all else as JSON or YAML, whatever it looks like
    public static Reading<AppDefinition> read(byte[] content, String fileName) {
        return reading(Documents.app(content, fileName));
    }

    /// Reads a document that is JSON already, such as the canonical form in the database or in a message.
    public static Reading<AppDefinition> read(JsonNode document) {
        return reading(Documents.app(document));
    }

    private static Reading<AppDefinition> reading(Opened<AppDefinition> opened) {
        return switch (opened) {
            case Opened.Fits<AppDefinition> fits -> new Reading.Read<>(fits.definition(), fits.places());
            case Opened.Faulty<AppDefinition> faulty -> new Reading.Refused<>(faulty.violations());
        };
    }
}
