package io.flotilla.app.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flotilla.app.connector.ConnectorDefinition;
import io.flotilla.app.connector.ConnectorLimits;
import io.flotilla.app.connector.HeaderValue;
import io.flotilla.app.connector.HttpConnector;
import io.flotilla.app.connector.HttpOperation;
import io.flotilla.app.connector.Operation;
import io.flotilla.app.connector.SqlConnector;
import io.flotilla.app.connector.SqlStatement;
import io.flotilla.app.definition.AppDefinition;
import java.util.Map;

/// From the records of a connector to JSON.
public final class ConnectorJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ConnectorJson() {}

    /// The connector's document as JSON.
    public static JsonNode of(ConnectorDefinition connector) {
        var spec = NODES.objectNode().put("type", connector.spec().type());
        switch (connector.spec()) {
            case SqlConnector sql -> sql(spec, sql);
            case HttpConnector http -> http(spec, http);
        }
        Json.putUnlessEmpty(spec, "limits", limits(connector.spec().limits()));
        var document =
                NODES.objectNode().put("apiVersion", AppDefinition.API_VERSION).put("kind", ConnectorDefinition.KIND);
        document.set("metadata", Json.metadata(connector.metadata()));
        document.set("spec", spec);
        return document;
    }

    private static void sql(ObjectNode spec, SqlConnector sql) {
        spec.put("url", sql.url());
        if (sql.user() != null) spec.put("user", sql.user());
        if (sql.password() != null)
            spec.putObject("password").put("secret", sql.password().secret());
        var statements = spec.putObject("statements");
        sql.statements().forEach((name, statement) -> {
            var json = statements.putObject(name).put("sql", statement.sql());
            signature(json, statement);
            if (statement.rows() == SqlStatement.Rows.ONE) json.put("rows", "one");
        });
    }

    private static void http(ObjectNode spec, HttpConnector http) {
        spec.put("baseUrl", http.baseUrl());
        Json.putUnlessEmpty(spec, "allow", Json.texts(http.allow()));
        Json.putUnlessEmpty(spec, "headers", headers(http.headers()));
        var operations = spec.putObject("operations");
        http.operations().forEach((name, operation) -> operations.set(name, operation(operation)));
    }

    private static ObjectNode operation(HttpOperation operation) {
        var json = NODES.objectNode().put("method", operation.method().name()).put("path", operation.path());
        var query = NODES.objectNode();
        operation.query().forEach(query::put);
        Json.putUnlessEmpty(json, "query", query);
        Json.putUnlessEmpty(json, "headers", headers(operation.headers()));
        if (operation.body() != null) json.set("body", operation.body());
        signature(json, operation);
        return json;
    }

    private static void signature(ObjectNode json, Operation operation) {
        var parameters = NODES.objectNode();
        operation.parameters().forEach(parameters::set);
        Json.putUnlessEmpty(json, "parameters", parameters);
        Json.putUnlessNull(json, "result", operation.result());
    }

    private static ObjectNode headers(Map<String, HeaderValue> headers) {
        var json = NODES.objectNode();
        headers.forEach((name, value) -> {
            switch (value) {
                case HeaderValue.Plain(var text) -> json.put(name, text);
                case HeaderValue.Secret(var secret, var prefix) -> {
                    var reference = json.putObject(name).put("secret", secret);
                    if (!prefix.isEmpty()) reference.put("prefix", prefix);
                }
            }
        });
        return json;
    }

    private static ObjectNode limits(ConnectorLimits limits) {
        var standard = ConnectorLimits.DEFAULT;
        var json = NODES.objectNode();
        if (!limits.timeout().equals(standard.timeout())) Json.put(json, "timeout", limits.timeout());
        if (limits.maxRows() != standard.maxRows()) json.put("maxRows", limits.maxRows());
        if (limits.maxBytes() != standard.maxBytes()) json.put("maxBytes", Units.written(limits.maxBytes()));
        return json;
    }
}
