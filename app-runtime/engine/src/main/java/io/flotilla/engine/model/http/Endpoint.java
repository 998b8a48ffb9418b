package io.flotilla.engine.model.http;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Where a model is and how to ask for it.
///
/// @param baseUrl such as `https://api.example.com/v1`; the path of the operation is added to it
/// @param model   the name the server knows the model by
/// @param apiKey  absent for a server that asks for none
/// @param traceparent W3C trace context of whoever asks, passed on with each call
public record Endpoint(
        URI baseUrl,
        String model,
        @Nullable String apiKey,
        @Nullable String traceparent) {
    /// Without a trace.
    public Endpoint(URI baseUrl, String model, @Nullable String apiKey) {
        this(baseUrl, model, apiKey, null);
    }

    public Endpoint {
        requireNonNull(baseUrl, "baseUrl");
        requireNonNull(model, "model");
        var scheme = baseUrl.getScheme();
        if (baseUrl.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
            throw new IllegalArgumentException("a provider's base URL is http or https and names a host");
        }
    }

    /// The address of an operation.
    ///
    /// @param path begins with a slash
    public URI at(String path) {
        var base = baseUrl.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    /// Without the key.
    @Override
    public String toString() {
        return "Endpoint[model=%s]".formatted(model);
    }
}
