package io.flotilla.engine.model.probe;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/// A server of models.
///
/// @param kind    `openai` or `anthropic`
/// @param baseUrl up to and including the version
/// @param apiKey  absent for a server that asks for none
public record ModelServer(String kind, URI baseUrl, @Nullable String apiKey) {
    public ModelServer {
        requireNonNull(kind, "kind");
        requireNonNull(baseUrl, "baseUrl");
    }

    boolean isAnthropic() {
        return kind.equals("anthropic");
    }

    /// A request with the key in it.
    ///
    /// @param path begins with a slash
    HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(baseUrl.toString().replaceFirst("/+$", "") + path))
                .header("Accept", "application/json")
                .header("User-Agent", "flotilla");
        if (isAnthropic()) request.header("anthropic-version", "2023-06-01");
        if (apiKey == null) return request;
        return isAnthropic() ? request.header("x-api-key", apiKey) : request.header("Authorization", "Bearer " + apiKey);
    }

    /// Without the key.
    @Override
    public String toString() {
        return "ModelServer[kind=%s]".formatted(kind);
    }
}
