package io.flotilla.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A model of a real OpenAI-compatible server, named by the environment of `./flotilla up`.
///
/// @param baseUrl      up to and including the version
/// @param upstreamName the server's name for the model
record RealModel(String baseUrl, String apiKey, String upstreamName) {
    /// The catalogue's name for the server.
    static final String PROVIDER = "openai";

    /// What `FLOTILLA_OPENAI_BASE_URL`, `FLOTILLA_OPENAI_API_KEY` and `FLOTILLA_OPENAI_MODEL` name. Without the last one, the first model
    /// that the server lists.
    static Optional<RealModel> named(Map<String, String> environment) {
        var baseUrl = environment.getOrDefault("FLOTILLA_OPENAI_BASE_URL", "").strip();
        if (baseUrl.isEmpty()) return Optional.empty();
        var key = environment.getOrDefault("FLOTILLA_OPENAI_API_KEY", "").strip();
        var model = environment.getOrDefault("FLOTILLA_OPENAI_MODEL", "").strip();
        return Optional.of(new RealModel(baseUrl, key, model.isEmpty() ? firstListed(baseUrl, key) : model));
    }

    /// The catalogue's name for the model: what fits into a name of the upstream's.
    String name() {
        var fitting = upstreamName
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+", "");
        return fitting.substring(0, Math.min(60, fitting.length())).replaceAll("-+$", "");
    }

    private static String firstListed(String baseUrl, String key) {
        var server = new Platform(baseUrl.replaceAll("/+$", ""), key, "");
        for (JsonNode each : server.get("/models").path("data")) return each.path("id").asText();
        throw new IllegalStateException(baseUrl + " lists no model: name one with FLOTILLA_OPENAI_MODEL");
    }
}
