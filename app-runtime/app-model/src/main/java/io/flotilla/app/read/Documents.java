package io.flotilla.app.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.app.connector.ConnectorDefinition;
import io.flotilla.app.definition.AppDefinition;
import io.flotilla.app.violation.Position;
import io.flotilla.app.violation.Violation;
import java.util.List;
import java.util.function.Function;

/// Opens documents: from bytes or JSON to records.
public final class Documents {
    private Documents() {}

    /// An app's document.
    public static Opened<AppDefinition> app(byte[] content, String fileName) {
        return open(Document.parse(content, fileName), AppForm.DOCUMENT, AppMapping::app);
    }

    /// An app's document that is JSON already.
    public static Opened<AppDefinition> app(JsonNode json) {
        return open(json, Places.UNKNOWN, AppForm.DOCUMENT, AppMapping::app);
    }

    /// A connector's document.
    public static Opened<ConnectorDefinition> connector(byte[] content, String fileName) {
        return open(Document.parse(content, fileName), ConnectorForm.DOCUMENT, ConnectorMapping::connector);
    }

    /// A connector's document that is JSON already.
    public static Opened<ConnectorDefinition> connector(JsonNode json) {
        return open(json, Places.UNKNOWN, ConnectorForm.DOCUMENT, ConnectorMapping::connector);
    }

    /// The JSON Schema of app documents.
    public static JsonNode appSchema() {
        return FormSchema.of(AppForm.DOCUMENT, "Flotilla app, v1");
    }

    /// The JSON Schema of connector documents.
    public static JsonNode connectorSchema() {
        return FormSchema.of(ConnectorForm.DOCUMENT, "Flotilla connector, v1");
    }

    private static <T> Opened<T> open(Document document, Form form, Function<JsonNode, T> mapping) {
        return switch (document) {
            case Document.Unreadable(var violations) -> new Opened.Faulty<>(violations);
            case Document.Parsed(var value, var places) -> open(value, places, form, mapping);
        };
    }

    private static <T> Opened<T> open(JsonNode value, Places places, Form form, Function<JsonNode, T> mapping) {
        var findings = new Findings(places);
        try {
            new FormCheck(findings).check(form, value, "");
            if (findings.isEmpty()) TogetherRules.check(value, findings);
            if (!findings.isEmpty()) return new Opened.Faulty<>(findings.sorted());
            return new Opened.Fits<>(mapping.apply(value), value, places);
        } catch (StackOverflowError | ArithmeticException e) {
            return new Opened.Faulty<>(
                    List.of(Violation.at(Position.START, "", "too-deep", "the document is nested too deeply")));
        }
    }
}
