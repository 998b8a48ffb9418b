package io.flotilla.app.connector;

import static java.util.Objects.requireNonNull;

import io.flotilla.app.definition.Ordered;
import java.util.List;
import java.util.SequencedMap;

/// An HTTP API, called by named operations only.
///
/// @param baseUrl http or https, without credential, query or fragment
/// @param allow   host names that may be called besides the base URL's (redirects)
/// @param headers sent with every operation
public record HttpConnector(
        String baseUrl,
        List<String> allow,
        SequencedMap<String, HeaderValue> headers,
        SequencedMap<String, HttpOperation> operations,
        ConnectorLimits limits)
        implements ConnectorSpec {
    public HttpConnector {
        requireNonNull(baseUrl, "baseUrl");
        allow = List.copyOf(allow);
        headers = Ordered.copyOf(headers);
        operations = Ordered.copyOf(operations);
        requireNonNull(limits, "limits");
    }
}
