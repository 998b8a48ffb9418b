package io.flotilla.app;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.app.canonical.Canonical;
import io.flotilla.app.connector.ConnectorDefinition;
import io.flotilla.app.definition.AppDefinition;
import io.flotilla.app.read.AppJson;
import io.flotilla.app.read.ConnectorJson;

/// One text for each value (RFC 8785), so that equal definitions have equal hashes.
public final class CanonicalJson {
    private CanonicalJson() {}

    /// The definition as JSON: what is left out is what the language takes for granted. [AppReader] reads it
    /// back to
    /// an equal definition.
    public static JsonNode of(AppDefinition definition) {
        return AppJson.of(definition);
    }

    /// The same for a connector.
    public static JsonNode of(ConnectorDefinition definition) {
        return ConnectorJson.of(definition);
    }

    /// The canonical text: keys sorted, no spaces, numbers as ECMAScript writes them (whole ones exactly).
    public static String write(JsonNode value) {
        return Canonical.write(value);
    }

    /// SHA-256 of the canonical text, in lower-case hex.
    public static String hash(JsonNode value) {
        return Canonical.hash(value);
    }
}
