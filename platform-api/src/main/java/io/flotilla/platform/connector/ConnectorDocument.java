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
import io.flotilla.platform.version.Draft;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A connector's document, read and checked.
record ConnectorDocument(ConnectorDefinition definition, Places places, JsonNode json, Source source)
        implements Draft {
    static final List<String> COLUMNS = List.of("type", "secrets");

    /// The document in a request's body, under the name in its address.
    ///
    /// @throws io.flotilla.platform.problem.Fault.Invalid `invalid-definition`, with every violation at its place
    static ConnectorDocument read(String name, byte[] content, Format format) {
        var document = read(content, Source.of(content, format));
        if (!document.name().equals(name)) throw Definitions.misnamed(document.places(), name);
        return document;
    }

    /// A document's text.
    ///
    /// @throws io.flotilla.platform.problem.Fault.Invalid `invalid-definition`, with every violation at its place
    static ConnectorDocument read(byte[] content, Source source) {
        return switch (ConnectorReader.read(content, source.format().fileName())) {
            case Reading.Refused<ConnectorDefinition> refused ->
                throw Definitions.invalid(Definitions.violations(refused.violations()));
            case Reading.Read<ConnectorDefinition> read ->
                new ConnectorDocument(
                        read.definition(), read.places(), CanonicalJson.of(read.definition()), source);
        };
    }

    @Override
    public String name() {
        return definition.name();
    }

    @Override
    public String canonical() {
        return CanonicalJson.write(json);
    }

    @Override
    public String hash() {
        return CanonicalJson.hash(json);
    }

    @Override
    public Map<String, Column> columns() {
        return Map.of(
                "type", new Column.Text(definition.spec().type()),
                "secrets", new Column.Texts(definition.secrets()));
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
