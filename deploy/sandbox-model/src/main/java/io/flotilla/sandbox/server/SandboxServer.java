package io.flotilla.sandbox.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.flotilla.sandbox.chat.ChatModel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The sandbox's HTTP server: a virtual thread a call. It is healthy as soon as it listens; a model that still loads
/// makes its first caller wait.
public final class SandboxServer implements AutoCloseable {
    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, ChatModel> models = new LinkedHashMap<>();
    private final CallCounter counter = new CallCounter();
    private final ObjectMapper json = new ObjectMapper();
    private final Clock clock;

    private SandboxServer(HttpServer http, List<ChatModel> models, Clock clock) {
        this.http = http;
        this.clock = clock;
        for (ChatModel model : models) this.models.put(model.name(), model);
    }

    /// Starts to listen.
    ///
    /// @param address where; port 0 takes a free one
    /// @param models  who answers, each by its name
    public static SandboxServer start(InetSocketAddress address, List<ChatModel> models, Clock clock)
            throws IOException {
        // Without this, the server's small writes wait for the client's delayed acknowledgements: 40 ms a stream.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // Longer than clients keep idle connections, so that the server is never the one who closes under a new
        // request.
        System.setProperty("sun.net.httpserver.idleInterval", "300");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "10000");
        var server = new SandboxServer(HttpServer.create(address, 1000), models, clock);
        server.open();
        return server;
    }

    /// Where it listens: `http://127.0.0.1:8123`.
    public URI url() {
        return URI.create("http://%s:%d"
                .formatted(
                        http.getAddress().getAddress().getHostAddress(),
                        http.getAddress().getPort()));
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }

    private void open() {
        var chat = new ChatDoor(models, counter, json, new OpenAiProtocol(json, clock));
        var messages = new ChatDoor(models, counter, json, new AnthropicProtocol(json));
        route("/v1/chat/completions", Map.of("POST", chat::handle));
        route("/v1/messages", Map.of("POST", messages::handle));
        route("/v1/models", Map.of("GET", this::sendModels));
        route("/health", Map.of("GET", this::sendHealth));
        route("/sandbox/calls", Map.of("GET", this::sendCalls, "DELETE", this::resetCalls));
        http.createContext("/", exchange -> answerError(exchange, 404, "not_found", "there is nothing at this path"));
        http.setExecutor(threads);
        http.start();
    }

    private void route(String path, Map<String, HttpHandler> byMethod) {
        http.createContext(path, exchange -> {
            HttpHandler handler = byMethod.get(exchange.getRequestMethod());
            if (!exchange.getRequestURI().getPath().equals(path)) {
                answerError(exchange, 404, "not_found", "there is nothing at this path");
            } else if (handler == null) {
                exchange.getResponseHeaders().set("Allow", String.join(", ", byMethod.keySet()));
                answerError(
                        exchange,
                        405,
                        "method_not_allowed",
                        "this path does not know the method " + exchange.getRequestMethod());
            } else {
                handler.handle(exchange);
            }
        });
    }

    private void sendModels(HttpExchange exchange) throws IOException {
        new Line(exchange, json).answer(200, OpenAiProtocol.models(json, models.keySet(), clock.instant()));
    }

    private void sendHealth(HttpExchange exchange) throws IOException {
        var root = json.createObjectNode().put("status", "up");
        var states = root.putObject("models");
        models.forEach((name, model) -> states.put(name, model.ready() ? "ready" : "loading"));
        new Line(exchange, json).answer(200, root);
    }

    private void sendCalls(HttpExchange exchange) throws IOException {
        new Line(exchange, json).answer(200, json.valueToTree(counter.counts()));
    }

    private void resetCalls(HttpExchange exchange) throws IOException {
        counter.reset();
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    private void answerError(HttpExchange exchange, int status, String code, String message) throws IOException {
        new Line(exchange, json).answer(status, OpenAiProtocol.error(json, "invalid_request_error", code, message, ""));
    }
}
