package io.flotilla.platform.testing;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.messages.Wire;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/// A reader of server-sent events that remembers what it read.
public final class TestEvents implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final HttpResponse<Stream<String>> response;
    private volatile boolean ended;

    private TestEvents(HttpRequest request) {
        try {
            response = client.send(request, HttpResponse.BodyHandlers.ofLines());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("no answer", e);
        }
        if (response.statusCode() != 200) throw new IllegalStateException("status " + response.statusCode());
        Thread.startVirtualThread(this::read);
    }

    /// Runs an app and reads its events.
    public static TestEvents post(TestTenant tenant, String path, String body) {
        return new TestEvents(request(tenant, path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    /// Reads events after the one named, from the first if 0.
    public static TestEvents get(TestTenant tenant, String path, long after) {
        var request = request(tenant, path);
        if (after > 0) request.header("Last-Event-ID", Long.toString(after));
        return new TestEvents(request.build());
    }

    /// The names of the events so far.
    public List<String> names() {
        return events.stream().map(Event::name).toList();
    }

    /// All events, once the stream has ended.
    public List<Event> all() {
        await().atMost(Duration.ofSeconds(20)).until(() -> ended);
        return List.copyOf(events);
    }

    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static HttpRequest.Builder request(TestTenant tenant, String path) {
        var port = RestAssured.port;
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)))
                .header("Authorization", "Bearer " + tenant.apiKey())
                .header("Accept", "text/event-stream");
    }

    private void read() {
        var draft = new Draft();
        try (var lines = response.body()) {
            lines.forEach(line -> {
                if (line.isEmpty()) draft.end(events);
                else draft.line(line);
            });
        } finally {
            ended = true;
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    /// One event.
    public record Event(long id, String name, JsonNode data) {}

    private static final class Draft {
        private long id;
        private String name = "";
        private String data = "";

        void line(String line) {
            if (line.startsWith("id: ")) id = Long.parseLong(line.substring(4));
            if (line.startsWith("event: ")) name = line.substring(7);
            if (line.startsWith("data: ")) data += line.substring(6);
        }

        void end(List<Event> events) {
            if (data.isEmpty()) return;
            try {
                events.add(new Event(id, name, Wire.readTree(data.getBytes(StandardCharsets.UTF_8))));
            } catch (Exception e) {
                throw new IllegalStateException("an event's data is not JSON", e);
            }
            data = "";
        }
    }
}
