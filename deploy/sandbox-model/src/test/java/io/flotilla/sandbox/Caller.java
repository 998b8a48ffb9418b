package io.flotilla.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Calls the sandbox as any client would, with the JDK's HTTP client.
final class Caller {
    static final ObjectMapper JSON = new ObjectMapper();

    private final URI url;
    private final HttpClient client = HttpClient.newHttpClient();

    Caller(URI url) {
        this.url = url;
    }

    static ObjectNode request(String model, String system, String user) {
        ObjectNode request = JSON.createObjectNode().put("model", model);
        var messages = request.putArray("messages");
        if (!system.isEmpty()) messages.addObject().put("role", "system").put("content", system);
        messages.addObject().put("role", "user").put("content", user);
        return request;
    }

    static ObjectNode scripted(String user) {
        return request("sandbox-scripted", "", user);
    }

    static ObjectNode streamed(ObjectNode request) {
        request.put("stream", true).putObject("stream_options").put("include_usage", true);
        return request;
    }

    HttpResponse<String> post(JsonNode body) throws IOException, InterruptedException {
        return post(body.toString(), "");
    }

    HttpResponse<String> post(String body, String requestId) throws IOException, InterruptedException {
        return client.send(completion(body, requestId), HttpResponse.BodyHandlers.ofString());
    }

    /// The text of an answer that is not streamed.
    String text(JsonNode body) throws IOException, InterruptedException {
        var response = post(body);
        if (response.statusCode() != 200) throw new AssertionError(response.body());
        return JSON.readTree(response.body()).at("/choices/0/message/content").asText();
    }

    /// Every line of a stream until it ends, and how it ended.
    Stream stream(JsonNode body) throws InterruptedException {
        var lines = new ArrayList<String>();
        try {
            var response = client.send(
                    completion(streamed((ObjectNode) body).toString(), ""), HttpResponse.BodyHandlers.ofLines());
            response.body().forEach(lines::add);
            return new Stream(List.copyOf(lines), false);
        } catch (IOException | UncheckedIOException e) {
            return new Stream(List.copyOf(lines), true);
        }
    }

    /// Every byte of the answer as it came over the wire, to the end of the connection.
    String raw(JsonNode body) throws IOException {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        try (var socket = new Socket(url.getHost(), url.getPort())) {
            var head = "POST /v1/chat/completions HTTP/1.1\r\nHost: sandbox\r\nContent-Length: %d\r\n\r\n"
                    .formatted(bytes.length);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(bytes);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url.resolve(path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    HttpClient client() {
        return client;
    }

    HttpRequest completion(String body, String requestId) {
        var request = HttpRequest.newBuilder(url.resolve("/v1/chat/completions"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!requestId.isEmpty()) request.header("X-Client-Request-Id", requestId);
        return request.build();
    }

    record Stream(List<String> lines, boolean broken) {
        boolean done() {
            return lines.contains("data: [DONE]");
        }

        List<JsonNode> events() {
            return lines.stream()
                    .filter(each -> each.startsWith("data: {"))
                    .map(each -> tree(each.substring(6)))
                    .toList();
        }

        String text() {
            return events().stream()
                    .map(each -> each.at("/choices/0/delta/content").asText(""))
                    .collect(Collectors.joining());
        }

        private static JsonNode tree(String json) {
            try {
                return JSON.readTree(json);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
