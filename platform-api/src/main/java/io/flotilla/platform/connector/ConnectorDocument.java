package io.flotilla.platform.connector;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.app.CanonicalJson;
import io.flotilla.app.ConnectorReader;
import io.flotilla.app.Reading;
import io.flotilla.app.connector.ConnectorDefinition;
import io.flotilla.app.read.Places;
import io.flotilla.platform.document.Definitions;
import io.flotilla.platform.document.Format;
import io.flotilla.platform.document.Source;
import io.flotilla.platform.problem.Violation;
import java.util.List;
import java.util.Set;

/// A connector's document, read and checked.
record ConnectorDocument(ConnectorDefinition definition, Places places, JsonNode json, Source source) {
    /// The document in a request's body.
    ///
    /// @throws io.flotilla.platform.problem.Fault.Invalid `invalid-definition`, with every violation at its place
    static ConnectorDocument read(String name, byte[] content, Format format) {
        return switch (ConnectorReader.read(content, format.fileName())) {
            case Reading.Refused<ConnectorDefinition> refused ->
                throw Definitions.invalid(Definitions.violations(refused.violations()));
            case Reading.Read<ConnectorDefinition> read -> {
                var definition = read.definition();
                if (!definition.name().equals(name)) throw Definitions.misnamed(read.places(), name);
                yield new ConnectorDocument(
                        definition, read.places(), CanonicalJson.of(definition), Source.of(content, format));
            }
        };
    }

    String name() {
        return definition.name();
    }

    String canonical() {
        return CanonicalJson.write(json);
    }

    String hash() {
        return CanonicalJson.hash(json);
    }

    /// Refuses names of secrets that the tenant does not have.
    void refuseUnknownSecrets(Set<String> missing) {
        if (missing.isEmpty()) return;
        var violations = SecretNames.places(json, missing).entrySet().stream()
                .map(place -> Definitions.violation(
                        places,
                        place.getKey(),
                        "unknown-secret",
                        "There is no secret called '%s': write it first.".formatted(place.getValue())))
                .toList();
        throw Definitions.invalid(violations.isEmpty() ? unplaced(missing) : violations);
    }

    private static List<Violation> unplaced(Set<String> missing) {
        return List.of(new Violation(
                "", "unknown-secret", "There is no secret called '%s'.".formatted(String.join("', '", missing))));
    }
}
