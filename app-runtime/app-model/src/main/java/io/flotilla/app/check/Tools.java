package io.flotilla.app.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import io.flotilla.app.connector.ConnectorDefinition;
import io.flotilla.app.connector.HttpOperation;
import io.flotilla.app.connector.Operation;
import io.flotilla.app.connector.SqlStatement;
import io.flotilla.app.definition.AgentStep.AgentTool;
import io.flotilla.app.definition.AppSpec;
import io.flotilla.app.definition.ToolStep;
import io.flotilla.app.expression.Types;
import io.flotilla.app.read.Findings;
import io.flotilla.app.schema.Schemas;
import io.flotilla.app.violation.Nearest;
import io.flotilla.app.violation.Pointers;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What is known of the connectors behind `tool` and `agent` steps.
final class Tools {
    private final AppSpec spec;
    private final @Nullable Function<String, Optional<ConnectorDefinition>> connectors;
    private final Findings findings;

    /// @param connectors absent: nothing is known, and nothing is checked
    Tools(AppSpec spec, @Nullable Function<String, Optional<ConnectorDefinition>> connectors, Findings findings) {
        this.spec = spec;
        this.connectors = connectors;
        this.findings = findings;
    }

    void check(ToolStep tool, String pointer) {
        operation(tool.connector(), tool.operation(), pointer).ifPresent(operation -> {
            arguments(tool.arguments(), operation, pointer);
            missing(tool.arguments(), operation, pointer);
        });
    }

    /// JSON Schema of the parameters that a model is to fill: those that the app does not.
    JsonNode offered(AgentTool tool, String pointer) {
        var schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        var operation = operation(tool.connector(), tool.operation(), pointer);
        if (operation.isEmpty()) return schema;
        arguments(tool.arguments(), operation.get(), pointer);
        var required = schema.putArray("required");
        var properties = schema.putObject("properties");
        operation.get().parameters().forEach((name, parameter) -> {
            if (tool.arguments().has(name)) return;
            properties.set(name, parameter);
            if (isNeeded(parameter)) required.add(name);
        });
        return schema.put("additionalProperties", false);
    }

    private Optional<Operation> operation(String alias, String name, String pointer) {
        var connectorName = spec.connectors().get(alias);
        if (connectors == null || connectorName == null) return Optional.empty();
        var connector = connectors.apply(connectorName);
        if (connector.isEmpty()) {
            findings.add(
                    pointer + "/connector", "unknown-connector", "there is no connector '%s'".formatted(connectorName));
            return Optional.empty();
        }
        var operations = connector.get().operations();
        var operation = operations.get(name);
        if (operation == null) {
            findings.add(
                    pointer + "/operation",
                    "unknown-operation",
                    "the connector '%s' has no operation '%s'".formatted(connectorName, name),
                    Nearest.to(name, operations.keySet()).orElse(null));
        }
        return Optional.ofNullable(operation);
    }

    private void arguments(JsonNode arguments, Operation operation, String pointer) {
        var parameters = operation.parameters();
        arguments.properties().forEach(argument -> {
            var place = Pointers.child(pointer + "/arguments", argument.getKey());
            var schema = parameters.get(argument.getKey());
            if (schema == null) {
                findings.add(
                        place,
                        "unknown-argument",
                        "the operation has no parameter '%s'".formatted(argument.getKey()),
                        Nearest.to(argument.getKey(), parameters.keySet()).orElse(null));
            } else if (isPlain(argument.getValue())) {
                Schemas.compile(schema)
                        .check(argument.getValue())
                        .forEach(wrong -> findings.add(place + wrong.pointer(), "wrong-argument", wrong.message()));
            }
        });
    }

    private void missing(JsonNode arguments, Operation operation, String pointer) {
        operation.parameters().forEach((name, schema) -> {
            if (arguments.has(name) || !isNeeded(schema)) return;
            var place = findings.places().has(pointer + "/arguments") ? pointer + "/arguments" : pointer;
            findings.add(place, "missing-argument", "the parameter '%s' is missing".formatted(name));
        });
    }

    private static boolean isNeeded(JsonNode schema) {
        return !schema.has("default") && !allowsNull(schema);
    }

    private static boolean isPlain(JsonNode value) {
        return !value.toString().contains("{{");
    }

    private static boolean allowsNull(JsonNode schema) {
        var type = schema.path("type");
        if (type.asText().equals("null")) return true;
        for (var each : type) if (each.asText().equals("null")) return true;
        return false;
    }

    /// What the step yields.
    CelType result(ToolStep tool, Types types) {
        return Optional.ofNullable(spec.connectors().get(tool.connector()))
                .flatMap(name -> connectors == null ? Optional.empty() : connectors.apply(name))
                .map(connector -> connector.operations().get(tool.operation()))
                .map(operation -> type(operation, types))
                .orElse(SimpleType.DYN);
    }

    private static CelType type(Operation operation, Types types) {
        var result = operation.result();
        CelType one = result == null ? SimpleType.DYN : types.of(result);
        return switch (operation) {
            case HttpOperation http -> one;
            case SqlStatement sql -> sql.rows() == SqlStatement.Rows.ONE ? Types.orNull(one) : Types.list(one);
        };
    }
}
