package io.flotilla.toolchain.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStream;
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
import java.util.stream.Collectors;

/// The platform's API, as JSON trees. One instance talks to one platform with one key.
public final class PlatformClient {
    private static final JsonMapper JSON = new JsonMapper();

    private final Profile profile;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    public PlatformClient(Profile profile) {
        this.profile = profile;
    }

    /// Reads a resource.
    ///
    /// @param path below `/v1`, with its query: see [#path]
    public JsonNode get(String path) throws NoPlatform, Refused, InterruptedException {
        return json(request(path).GET().build());
    }

    /// Sends a JSON document.
    public JsonNode post(String path, JsonNode body) throws NoPlatform, Refused, InterruptedException {
        return json(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build());
    }

    /// Sends a definition as it stands in its file.
    public JsonNode put(String path, String mediaType, byte[] body) throws NoPlatform, Refused, InterruptedException {
        return json(request(path)
                .header("Content-Type", mediaType)
                .PUT(BodyPublishers.ofByteArray(body))
                .build());
    }

    /// Starts an invocation and hands over each of its events, until the last. Returns when the stream ends.
    public void stream(String path, JsonNode body, EventListener listener)
            throws NoPlatform, Refused, InterruptedException {
        var request = request(path)
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .POST(BodyPublishers.ofString(body.toString()))
                .build();
        try {
            HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
            try (var content = response.body()) {
                if (response.statusCode() >= 400) throw refused(response.statusCode(), content.readAllBytes());
                ServerSentEvents.read(content, (name, data) -> listener.event(name, JSON.readTree(data)));
            }
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    /// Hears the events of a stream in their order.
    @FunctionalInterface
    public interface EventListener {
        void event(String name, JsonNode data);
    }

    /// A path with its query; values are encoded, empty ones left out.
    public static String path(String path, Map<String, String> query) {
        var pairs = query.entrySet().stream()
                .filter(pair -> !pair.getValue().isEmpty())
                .map(pair -> pair.getKey() + "=" + encoded(pair.getValue()))
                .collect(Collectors.joining("&"));
        return pairs.isEmpty() ? path : path + "?" + pairs;
    }

    /// One segment of a path, encoded.
    public static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(String path) {
        var base = profile.url().toString();
        return HttpRequest.newBuilder(URI.create((base.endsWith("/") ? base : base + "/") + "v1/" + path))
                .timeout(Duration.ofMinutes(10))
                .header("Authorization", "Bearer " + profile.key());
    }

    private JsonNode json(HttpRequest request) throws NoPlatform, Refused, InterruptedException {
        try {
            var response = http.send(request, BodyHandlers.ofByteArray());
            if (response.statusCode() >= 400) throw refused(response.statusCode(), response.body());
            return response.body().length == 0 ? JsonNodeFactory.instance.nullNode() : JSON.readTree(response.body());
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private static Refused refused(int status, byte[] body) throws IOException {
        try {
            var problem = JSON.readTree(body);
            if (problem.isObject()) return new Refused(status, problem);
        } catch (JsonProcessingException e) {
            // not a problem document: something between us and the platform answered
        }
        return new Refused(
                status, JSON.createObjectNode().put("code", "not-flotilla").put("detail", "not a platform's answer"));
    }

    private NoPlatform unreachable(IOException e) {
        return new NoPlatform("The platform at %s does not answer (%s). Is it up? ./flotilla status"
                .formatted(profile, e.getClass().getSimpleName()));
    }
}
