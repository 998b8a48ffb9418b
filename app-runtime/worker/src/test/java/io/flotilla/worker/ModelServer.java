package io.flotilla.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// A server in OpenAI's and Anthropic's shapes that plays scripts: per model, one script a call; the last one is played again.
final class ModelServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Map<String, List<Script>> scripts = new ConcurrentHashMap<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    ModelServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/chat/completions", this::play);
        server.createContext("/v1/messages", this::play);
        server.createContext("/v1/customers", ModelServer::customer);
        server.start();
    }

    String baseUrl() {
        return "http://127.0.0.1:%d/v1".formatted(server.getAddress().getPort());
    }

    void plays(String model, Script... script) {
        scripts.put(model, List.of(script));
    }

    List<Call> calls(String model) {
        return calls.stream().filter(call -> call.model.equals(model)).toList();
    }

    /// Answers with the pieces, 10 input tokens, and as many output tokens as there are pieces.
    static Script answers(String... pieces) {
        return (server, call, exchange) -> {
            if (!call.body.path("stream").asBoolean()) {
                var text = JSON.writeValueAsString(String.join("", pieces));
                send(exchange, 200, """
                        {"model": "scripted", "choices": [{"message": {"content": %s}, "finish_reason": "stop"}], "usage": %s}
                        """.formatted(text, usage(pieces.length)));
                return;
            }
            startStream(exchange);
            for (var piece : pieces) delta(exchange, piece);
            data(exchange, "{\"choices\": [{\"index\": 0, \"delta\": {}, \"finish_reason\": \"stop\"}]}");
            data(exchange, "{\"choices\": [], \"usage\": %s}".formatted(usage(pieces.length)));
            data(exchange, "[DONE]");
            exchange.close();
        };
    }

    /// The same as one of Anthropic's messages.
    static Script says(String text) {
        return (server, call, exchange) -> send(exchange, 200, """
                {"type": "message", "model": "scripted", "stop_reason": "end_turn", "content": [{"type": "text", "text": %s}],
                 "usage": {"input_tokens": 20, "output_tokens": 5}}""".formatted(JSON.writeValueAsString(text)));
    }

    static Script fails(int status) {
        return (server, call, exchange) -> send(exchange, status, "{\"error\": {\"message\": \"scripted\"}}");
    }

    /// Streams one piece and then nothing but comments, until the caller lets go.
    static Script neverEnds(String piece) {
        return (server, call, exchange) -> {
            startStream(exchange);
            delta(exchange, piece);
            try {
                while (!server.closing.await(20, TimeUnit.MILLISECONDS)) write(exchange, ": still here\n\n");
            } catch (IOException e) {
                call.abandoned.countDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        };
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }

    private void play(HttpExchange exchange) throws IOException {
        var body = JSON.readTree(exchange.getRequestBody().readAllBytes());
        var call = new Call(
                body.path("model").asText(),
                body,
                header(exchange, "X-Client-Request-Id"),
                header(exchange, "Authorization"),
                header(exchange, "traceparent"),
                new CountDownLatch(1));
        int before = calls(call.model).size();
        calls.add(call);
        var script = scripts.getOrDefault(call.model, List.of(fails(404)));
        script.get(Math.min(before, script.size() - 1)).play(this, call, exchange);
    }

    /// A system of the tenant's, for connectors.
    private static void customer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        send(
                exchange,
                200,
                "{\"name\": \"customer %s for %s\"}"
                        .formatted(path.substring(path.lastIndexOf('/') + 1), header(exchange, "X-Key")));
    }

    private static String header(HttpExchange exchange, String name) {
        return exchange.getRequestHeaders().getFirst(name);
    }

    private static String usage(int pieces) {
        return "{\"prompt_tokens\": 10, \"completion_tokens\": %d}".formatted(pieces);
    }

    private static void startStream(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
    }

    private static void delta(HttpExchange exchange, String piece) throws IOException {
        var text = JSON.writeValueAsString(piece);
        data(exchange, "{\"choices\": [{\"index\": 0, \"delta\": {\"content\": %s}}]}".formatted(text));
    }

    private static void data(HttpExchange exchange, String data) throws IOException {
        write(exchange, "data: " + data + "\n\n");
    }

    private static void write(HttpExchange exchange, String text) throws IOException {
        exchange.getResponseBody().write(text.getBytes(UTF_8));
        exchange.getResponseBody().flush();
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        var bytes = json.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    interface Script {
        void play(ModelServer server, Call call, HttpExchange exchange) throws IOException;
    }

    /// @param abandoned opens when the caller closed the connection before the answer's end
    record Call(
            String model,
            JsonNode body,
            String requestId,
            String authorization,
            String traceparent,
            CountDownLatch abandoned) {}
}
