package io.flotilla.app.connector;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.app.definition.Ordered;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// One HTTP call. `{name}` in path, query, headers and the body's texts stands for a parameter, see [Placeholders].
///
/// @param path  below the base URL, starts with `/`
/// @param query by name; a parameter that is null leaves its entry out
/// @param body  any JSON; absent for a call without a body
public record HttpOperation(
        Method method,
        String path,
        SequencedMap<String, String> query,
        SequencedMap<String, HeaderValue> headers,
        @Nullable JsonNode body,
        SequencedMap<String, JsonNode> parameters,
        @Nullable JsonNode result)
        implements Operation {
    public HttpOperation {
        requireNonNull(method, "method");
        requireNonNull(path, "path");
        query = Ordered.copyOf(query);
        headers = Ordered.copyOf(headers);
        parameters = Ordered.copyOf(parameters);
    }

    /// The methods a connector may use.
    public enum Method {
        GET,
        HEAD,
        POST,
        PUT,
        PATCH,
        DELETE
    }
}
