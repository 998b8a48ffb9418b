package io.flotilla.app.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.app.connector.ConnectorDefinition;
import io.flotilla.app.connector.ConnectorLimits;
import io.flotilla.app.connector.HeaderValue;
import io.flotilla.app.connector.HttpConnector;
import io.flotilla.app.connector.HttpOperation;
import io.flotilla.app.connector.SecretRef;
import io.flotilla.app.connector.SqlConnector;
import io.flotilla.app.connector.SqlStatement;
import java.util.Objects;

/// From a JSON value of the form of a connector to its records.
final class ConnectorMapping {
    private ConnectorMapping() {}

    static ConnectorDefinition connector(JsonNode json) {
        var document = new Fields(json);
        var spec = document.object("spec");
        return new ConnectorDefinition(document.metadata(), spec.text("type").equals("sql") ? sql(spec) : http(spec));
    }

    private static SqlConnector sql(Fields spec) {
        var password = spec.object("password");
        return new SqlConnector(
                spec.text("url"),
                spec.textOrNull("user"),
                password.json().isObject() ? new SecretRef(password.text("secret")) : null,
                spec.map("statements", ConnectorMapping::statement),
                limits(spec.object("limits")));
    }

    private static SqlStatement statement(JsonNode json) {
        var statement = new Fields(json);
        return new SqlStatement(
                statement.text("sql"),
                statement.map("parameters", schema -> schema),
                statement.anyOrNull("result"),
                statement.text("rows").equals("one") ? SqlStatement.Rows.ONE : SqlStatement.Rows.MANY);
    }

    private static HttpConnector http(Fields spec) {
        return new HttpConnector(
                spec.text("baseUrl"),
                spec.texts("allow"),
                spec.map("headers", ConnectorMapping::header),
                spec.map("operations", ConnectorMapping::operation),
                limits(spec.object("limits")));
    }

    private static HttpOperation operation(JsonNode json) {
        var operation = new Fields(json);
        return new HttpOperation(
                HttpOperation.Method.valueOf(operation.text("method")),
                operation.text("path"),
                operation.map("query", JsonNode::asText),
                operation.map("headers", ConnectorMapping::header),
                operation.anyOrNull("body"),
                operation.map("parameters", schema -> schema),
                operation.anyOrNull("result"));
    }

    private static HeaderValue header(JsonNode json) {
        if (json.isTextual()) return new HeaderValue.Plain(json.textValue());
        return new HeaderValue.Secret(
                json.path("secret").asText(), json.path("prefix").asText());
    }

    private static ConnectorLimits limits(Fields limits) {
        var standard = ConnectorLimits.DEFAULT;
        return new ConnectorLimits(
                Objects.requireNonNullElse(limits.span("timeout"), standard.timeout()),
                Objects.requireNonNullElse(limits.count("maxRows"), standard.maxRows()),
                limits.json().has("maxBytes") ? Units.size(limits.text("maxBytes")) : standard.maxBytes());
    }
}
