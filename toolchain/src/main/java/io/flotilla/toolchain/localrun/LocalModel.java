package io.flotilla.toolchain.localrun;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// The OpenAI-compatible server that answers a local run.
///
/// @param baseUrl such as `http://127.0.0.1:11434/v1`
/// @param apiKey  absent for a server that asks for none
/// @param model   the server's name of the model that stands in for every model of the app; absent: the app's own names
public record LocalModel(
        URI baseUrl,
        @Nullable String apiKey,
        @Nullable String model) {
    public LocalModel {
        requireNonNull(baseUrl, "baseUrl");
    }

    /// Never shows the key.
    @Override
    public String toString() {
        return "LocalModel[%s]".formatted(baseUrl);
    }
}
