package io.flotilla.engine.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.flotilla.app.connector.HttpConnector;
import io.flotilla.app.connector.HttpOperation;
import io.flotilla.app.connector.Placeholders;
import io.flotilla.engine.connector.CallFailed;
import io.flotilla.engine.control.FaultCode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Fills an operation's texts with arguments so that an argument stays what it is: one segment of a path, one value
/// of a query,
/// one line of a header.
record HttpText(Map<String, JsonNode> arguments) {
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    URI uri(URI base, HttpConnector definition, HttpOperation operation) throws CallFailed {
        var prefix = definition.baseUrl().endsWith("/")
                ? definition.baseUrl().substring(0, definition.baseUrl().length() - 1)
                : definition.baseUrl();
        var path = path(operation.path());
        var query = query(operation);
        try {
            var uri = URI.create(prefix + path + (query.isEmpty() ? "" : "?" + query));
            if (base.getRawAuthority().equals(uri.getRawAuthority())) return uri;
        } catch (IllegalArgumentException e) {
            // Told below, without the text.
        }
        throw new CallFailed(FaultCode.INVALID_INPUT, "the operation's path is not one");
    }

    /// @throws CallFailed for what would end the header's line
    String header(String text) throws CallFailed {
        for (String name : Placeholders.names(text)) {
            if (written(name).chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
                throw new CallFailed(FaultCode.INVALID_INPUT, "the argument `%s` cannot stand in a header".formatted(name));
            }
        }
        return Placeholders.fill(text, (String name) -> written(name));
    }

    JsonNode body(JsonNode body) {
        return Placeholders.fill(body, (String name) -> argument(name));
    }

    private String path(String text) throws CallFailed {
        for (String name : Placeholders.names(text)) checkSegment(name);
        return Placeholders.fill(text, (String name) -> encode(written(name)));
    }

    /// A dot segment climbs up the path, also when a server decodes it late.
    private void checkSegment(String name) throws CallFailed {
        var value = written(name);
        var segments = List.of(value.split("[/\\\\]", -1));
        if (!value.isEmpty() && !segments.contains(".") && !segments.contains("..") && value.indexOf('\0') < 0) return;
        throw new CallFailed(FaultCode.INVALID_INPUT, "the argument `%s` cannot stand in a path".formatted(name));
    }

    private String query(HttpOperation operation) {
        var entries = new ArrayList<String>();
        operation.query().forEach((name, text) -> {
            boolean absent = Placeholders.names(text).stream().anyMatch(each -> argument(each).isNull());
            if (!absent) entries.add(encode(name) + "=" + encode(Placeholders.fill(text, (String each) -> written(each))));
        });
        return String.join("&", entries);
    }

    private String written(String name) {
        var argument = argument(name);
        if (argument.isNull()) return "";
        return argument.isValueNode() ? argument.asText() : argument.toString();
    }

    private JsonNode argument(String name) {
        return arguments.getOrDefault(name, NullNode.getInstance());
    }

    private static String encode(String text) {
        var encoded = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            if (UNRESERVED.indexOf(each) >= 0) encoded.append((char) each);
            else encoded.append("%%%02X".formatted(each & 0xff));
        }
        return encoded.toString();
    }
}
