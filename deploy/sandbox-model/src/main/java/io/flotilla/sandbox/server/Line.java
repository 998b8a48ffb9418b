package io.flotilla.sandbox.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// One caller's connection for one call: what can be written to it, and the ways to fail on purpose.
final class Line {
    /// How long a silent model stays silent before its connection is dropped.
    private static final Duration SILENCE = Duration.ofMinutes(10);

    private final HttpExchange exchange;
    private final ObjectMapper json;

    Line(HttpExchange exchange, ObjectMapper json) {
        this.exchange = exchange;
        this.json = json;
    }

    void header(String name, String value) {
        exchange.getResponseHeaders().set(name, value);
    }

    void answer(int status, JsonNode body) throws IOException {
        answer(status, json.writeValueAsBytes(body));
    }

    void answer(int status, byte[] body) throws IOException {
        header("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    /// Promises the body and sends half of it.
    void answerHalf(JsonNode body) throws IOException {
        byte[] bytes = json.writeValueAsBytes(body);
        header("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
        exchange.getResponseBody().flush();
    }

    void openStream() throws IOException {
        header("Content-Type", "text/event-stream");
        header("Cache-Control", "no-cache");
        exchange.sendResponseHeaders(200, 0);
    }

    void raw(String text) throws IOException {
        OutputStream out = exchange.getResponseBody();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    void closeStream() throws IOException {
        exchange.getResponseBody().close();
    }

    /// Ends the call without another byte. The server drops the connection of a handler that throws.
    IOException broken() {
        return new IOException("broken on purpose");
    }

    void stayOpenAndSilent() throws IOException {
        rest(SILENCE);
        throw broken();
    }

    void rest(Duration time) throws IOException {
        if (time.isZero()) return;
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the sandbox is stopping");
        }
    }
}
