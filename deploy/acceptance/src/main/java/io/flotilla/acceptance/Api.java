package io.flotilla.acceptance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Calls a platform with one key and shows the bare answers.
///
/// @param url the platform's address, without `/v1`
public record Api(String url, String key) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /// An answer; its body is JSON null when there is none, and a text when it is not JSON.
    public record Answer(int status, Map<String, List<String>> headers, JsonNode body) {
        /// The first value of a header.
        public Optional<String> header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                    .findFirst();
        }

        /// The body, if the call went well.
        ///
        /// @throws IllegalStateException otherwise, with the answer
        public JsonNode expectSuccess() {
            if (status / 100 != 2) throw new IllegalStateException("%d: %s".formatted(status, body));
            return body;
        }

        /// The body, if the status is as it should be.
        ///
        /// @throws IllegalStateException otherwise, with the answer
        public JsonNode expect(int wanted) {
            if (status != wanted) throw new IllegalStateException("%d instead of %d: %s".formatted(status, wanted, body));
            return body;
        }
    }

    /// The same platform with another key.
    public Api with(String otherKey) {
        return new Api(url, otherKey);
    }

    /// Reads `path` (from `/v1` on).
    public Answer get(String path) throws IOException, InterruptedException {
        return send("GET", path, BodyPublishers.noBody(), Map.of());
    }

    /// Deletes `path`.
    public Answer delete(String path) throws IOException, InterruptedException {
        return send("DELETE", path, BodyPublishers.noBody(), Map.of());
    }

    /// Posts JSON.
    public Answer post(String path, String json, String... headers) throws IOException, InterruptedException {
        return send("POST", path, BodyPublishers.ofString(json), headers("application/json", headers));
    }

    /// Puts JSON.
    public Answer put(String path, String json) throws IOException, InterruptedException {
        return send("PUT", path, BodyPublishers.ofString(json), headers("application/json"));
    }

    /// Puts a document in YAML.
    public Answer putYaml(String path, String yaml) throws IOException, InterruptedException {
        return send("PUT", path, BodyPublishers.ofString(yaml), headers("application/yaml"));
    }

    /// Any call.
    public Answer send(String method, String path, BodyPublisher body, Map<String, String> headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofMinutes(3))
                .header("Authorization", "Bearer " + key)
                .method(method, body);
        headers.forEach(request::header);
        var response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
        return new Answer(response.statusCode(), response.headers().map(), json(response.body()));
    }

    private static Map<String, String> headers(String contentType, String... more) {
        var headers = new TreeMap<>(Map.of("Content-Type", contentType));
        for (int i = 0; i < more.length; i += 2) headers.put(more[i], more[i + 1]);
        return headers;
    }

    private static JsonNode json(byte[] body) {
        if (body.length == 0) return JsonNodeFactory.instance.nullNode();
        var text = new String(body, StandardCharsets.UTF_8);
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return JsonNodeFactory.instance.textNode(text);
        }
    }
}
