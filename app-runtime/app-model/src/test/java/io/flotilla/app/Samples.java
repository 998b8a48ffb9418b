package io.flotilla.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.flotilla.app.check.Check;
import io.flotilla.app.check.CheckedApp;
import io.flotilla.app.connector.ConnectorDefinition;
import io.flotilla.app.definition.AppDefinition;
import io.flotilla.app.expression.Scope;
import io.flotilla.app.violation.Violation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Small documents and short ways through the language's door.
public final class Samples {
    private static final JsonMapper JSON = new JsonMapper();

    private Samples() {}

    /// An app with the given lines of `spec` (indented by two), which must hold `steps`.
    public static String app(String spec) {
        return """
                apiVersion: flotilla.io/v1
                kind: App
                metadata:
                  name: sample
                spec:
                  scenario: finance.banking.complaint-reply
                  models: {main: {use: qwen-plus}}
                """ + spec.indent(2);
    }

    /// An app of one transform step `t` with an input `text`, a number, a list and an optional `note`.
    public static String transform(String value) {
        return app("""
                inputs:
                  type: object
                  required: [text, amount, tags]
                  properties:
                    text: {type: string}
                    amount: {type: number}
                    count: {type: integer}
                    tags: {type: array, items: {type: string}}
                    note: {type: string}
                    person: {type: object, properties: {name: {type: string}, age: {type: integer}}}
                    any: {}
                steps:
                  - id: t
                    type: transform
                    value: %s
                """.formatted(value));
    }

    public static AppDefinition read(String document) {
        return switch (AppReader.read(bytes(document), "app.yaml")) {
            case Reading.Read<AppDefinition> read -> read.definition();
            case Reading.Refused<AppDefinition> refused -> throw new AssertionError(refused.violations());
        };
    }

    public static ConnectorDefinition connector(String document) {
        return switch (ConnectorReader.read(bytes(document), "connector.yaml")) {
            case Reading.Read<ConnectorDefinition> read -> read.definition();
            case Reading.Refused<ConnectorDefinition> refused -> throw new AssertionError(refused.violations());
        };
    }

    public static CheckedApp checked(String document) {
        return switch (check(document)) {
            case Check.Passed passed -> passed.app();
            case Check.Refused refused -> throw new AssertionError(refused.violations());
        };
    }

    public static Check check(String document) {
        return check(document, null);
    }

    public static Check check(String document, Function<String, Optional<ConnectorDefinition>> connectors) {
        return switch (AppReader.read(bytes(document), "app.yaml")) {
            case Reading.Refused<AppDefinition> refused -> new Check.Refused(refused.violations());
            case Reading.Read<AppDefinition> read ->
                connectors == null
                        ? AppChecker.check(read.definition(), read.places())
                        : AppChecker.check(read.definition(), read.places(), connectors);
        };
    }

    public static List<Violation> violations(String document) {
        return switch (check(document)) {
            case Check.Refused refused -> refused.violations();
            case Check.Passed passed -> List.of();
        };
    }

    public static Scope scope(String inputs) {
        return Scope.of(
                json(inputs), new Scope.Invocation("inv-1", Instant.parse("2026-11-24T08:00:00Z"), "key:flk_abc"));
    }

    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
