package io.flotilla.local.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/// Calls the platform as one caller.
///
/// @param url    the platform's address, without `/v1`
/// @param bearer an API key or a person's token
/// @param tenant whose tenant is meant, for a person of several; empty otherwise
record Platform(String url, String bearer, String tenant) {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    /// An answer that was read to its end.
    record Answer(int status, JsonNode body) {
        boolean isOk() {
            return status / 100 == 2;
        }
    }

    /// The token of a person of the local realm, for a name and a password.
    static String signIn(String issuer, String user, String password) {
        var form = Map.of(
                        "grant_type", "password",
                        "scope", "openid",
                        "client_id", "flotilla-cli",
                        "username", user,
                        "password", password)
                .entrySet()
                .stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(URI.create(issuer + "/protocol/openid-connect/token"))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        var answer = answer(request);
        if (answer.isOk()) return answer.body().path("access_token").asText();
        throw new IllegalStateException("%s cannot sign in at %s: %s".formatted(user, issuer, answer.body()));
    }

    /// Sends a request and returns whatever comes back.
    Answer call(String method, String path, String contentType, String body) {
        return answer(request(path)
                .header("Content-Type", contentType)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build());
    }

    /// Sends JSON.
    ///
    /// @throws IllegalStateException when the platform refuses
    JsonNode send(String method, String path, Object body) {
        return expectOk(method, path, call(method, path, "application/json", json(body)));
    }

    /// Puts a document in YAML.
    ///
    /// @throws IllegalStateException when the platform refuses
    JsonNode putYaml(String path, String document) {
        return expectOk("PUT", path, call("PUT", path, "application/yaml", document));
    }

    /// Reads.
    ///
    /// @throws IllegalStateException when the platform refuses
    JsonNode get(String path) {
        return expectOk("GET", path, call("GET", path, "application/json", ""));
    }

    /// Posts JSON and hands over the events of the answer as they come.
    void stream(String path, Object body, BiConsumer<String, JsonNode> event) {
        var request = request(path)
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .POST(BodyPublishers.ofString(json(body)))
                .build();
        try {
            var response = HTTP.send(request, BodyHandlers.ofLines());
            try (var lines = response.body()) {
                if (response.statusCode() != 200) {
                    throw new IllegalStateException(
                            "POST %s: %d %s".formatted(path, response.statusCode(), lines.collect(Collectors.joining())));
                }
                var name = new StringBuilder();
                for (String line : (Iterable<String>) lines::iterator) {
                    if (line.startsWith("event:")) {
                        name.setLength(0);
                        name.append(line.substring(6).strip());
                    } else if (line.startsWith("data:")) {
                        event.accept(name.toString(), JSON.readTree(line.substring(5)));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the platform's answer broke off", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofMinutes(2))
                .header("Authorization", "Bearer " + bearer);
        return tenant.isEmpty() ? request : request.header("Flotilla-Tenant", tenant);
    }

    private static Answer answer(HttpRequest request) {
        try {
            HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), tree(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException("no answer from " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static JsonNode expectOk(String method, String path, Answer answer) {
        if (answer.isOk()) return answer.body();
        throw new IllegalStateException("the platform refused %s %s: %d %s"
                .formatted(method, path, answer.status(), answer.body()));
    }

    private static JsonNode tree(String body) {
        try {
            return body.isBlank() ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            return JSON.getNodeFactory().textNode(body);
        }
    }

    private static String json(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
