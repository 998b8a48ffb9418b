package io.flotilla.app;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.app.read.Documents;

/// The JSON Schemas (2020-12) of the language, for editors and the documentation. They say what the reader
/// checks; what the
/// checker finds (unknown steps, wrong types in expressions) is beyond a schema.
public final class LanguageSchema {
    private LanguageSchema() {}

    /// Of app documents.
    public static JsonNode app() {
        return Documents.appSchema();
    }

    /// Of connector documents.
    public static JsonNode connector() {
        return Documents.connectorSchema();
    }
}
