package io.flotilla.engine.model.probe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flotilla.engine.address.GuardedLookup;
import io.flotilla.engine.control.RunClock;
import io.flotilla.engine.probe.ProbeResult;
import io.flotilla.engine.probe.Unreached;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Tries out servers of models: is somebody there, is it the right kind of server, does it take the key, does it know the
/// model. Says what is wrong, never what the server said: its words may be anything.
public final class ModelProbe implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST_BYTES = 2 << 20;
    private static final Duration SLOW = Duration.ofSeconds(3);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client;
    private final GuardedLookup hosts;
    private final RunClock clock;

    public ModelProbe(GuardedLookup hosts, RunClock clock) {
        this.hosts = hosts;
        this.clock = clock;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(5))
                .executor(threads)
                .build();
    }

    /// Whether a server of its kind answers, and takes the key. Asks no model, costs nothing.
    public ProbeResult server(ModelServer server, Duration patience) throws InterruptedException {
        return switch (ask(server, server.request("/models").GET().build(), patience)) {
            case Heard.Nothing(var why) -> why;
            case Heard.Answer answer when answer.status() == 404 || answer.status() == 405 ->
                ProbeResult.fails(
                        "not-" + server.kind(),
                        "There is no list of models below the base URL: it usually ends in its version, as in /v1.");
            case Heard.Answer answer when answer.status() != 200 -> refusal(server, answer);
            case Heard.Answer answer when !answer.body().path("data").isArray() -> otherKind(server);
            case Heard.Answer answer ->
                answered(answer, "It answers and names %d models.".formatted(answer.body().path("data").size()));
        };
    }

    /// Whether the model answers one word to one word; where that would cost more than a few tokens, whether it is on the list.
    ///
    /// @param kind what the model is for, as the catalogue says it
    public ProbeResult model(ModelServer server, String model, String kind, Duration patience)
            throws InterruptedException {
        return switch (kind) {
            case "chat" -> spoken(server, model, chat(server, model), "choices", "content", patience);
            case "embedding" -> {
                var body = JsonNodeFactory.instance.objectNode().put("model", model).put("input", "ping");
                yield spoken(server, model, post(server, "/embeddings", body), "data", "data", patience);
            }
            default -> listed(server, model, patience);
        };
    }

    private ProbeResult spoken(
            ModelServer server, String model, HttpRequest request, String openAi, String anthropic, Duration patience)
            throws InterruptedException {
        return switch (ask(server, request, patience)) {
            case Heard.Nothing(var why) -> why;
            case Heard.Answer answer when answer.status() != 200 ->
                deniesModel(answer) ? unknown(model) : refusal(server, answer);
            case Heard.Answer answer
            when !answer.body().path(server.isAnthropic() ? anthropic : openAi).isArray() -> otherKind(server);
            case Heard.Answer answer -> answered(answer, "The model answers.");
        };
    }

    private ProbeResult listed(ModelServer server, String model, Duration patience) throws InterruptedException {
        return switch (ask(server, server.request("/models").GET().build(), patience)) {
            case Heard.Nothing(var why) -> why;
            case Heard.Answer answer when answer.status() != 200 -> refusal(server, answer);
            case Heard.Answer answer when !answer.body().path("data").isArray() -> otherKind(server);
            case Heard.Answer answer -> {
                for (JsonNode each : answer.body().path("data")) {
                    if (each.path("id").asText().equals(model)) {
                        yield answered(answer, "The server lists the model; it was not asked anything.");
                    }
                }
                yield unknown(model);
            }
        };
    }

    private static HttpRequest chat(ModelServer server, String model) {
        var body = JsonNodeFactory.instance.objectNode().put("model", model).put("max_tokens", 1);
        body.putArray("messages").addObject().put("role", "user").put("content", "ping");
        return post(server, server.isAnthropic() ? "/messages" : "/chat/completions", body);
    }

    private static HttpRequest post(ModelServer server, String path, ObjectNode body) {
        return server.request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build();
    }

    private Heard ask(ModelServer server, HttpRequest request, Duration patience) throws InterruptedException {
        try {
            hosts.addresses(server.baseUrl().getHost());
        } catch (UnknownHostException e) {
            return new Heard.Nothing(Unreached.because(e));
        }
        long begun = clock.nanoTime();
        var pending = client.sendAsync(request, BodyHandlers.ofInputStream()).thenApplyAsync(ModelProbe::read, threads);
        try {
            var answer = pending.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return new Heard.Answer(answer.status(), answer.body(), Duration.ofNanos(clock.nanoTime() - begun));
        } catch (TimeoutException e) {
            pending.cancel(true);
            return new Heard.Nothing(Unreached.late());
        } catch (ExecutionException e) {
            return new Heard.Nothing(Unreached.because(e));
        }
    }

    private static Read read(HttpResponse<InputStream> response) {
        try (var body = response.body()) {
            return new Read(response.statusCode(), json(body.readNBytes(MOST_BYTES)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(byte[] content) {
        try {
            var json = JSON.readTree(content);
            return json == null ? MissingNode.getInstance() : json;
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    private static ProbeResult answered(Heard.Answer answer, String detail) {
        if (answer.took().compareTo(SLOW) < 0) return ProbeResult.works(detail);
        return new ProbeResult(
                true, "slow", "%s It took %.1f s.".formatted(detail, answer.took().toMillis() / 1e3), List.of());
    }

    private static boolean deniesModel(Heard.Answer answer) {
        if (answer.status() != 404 && answer.status() != 400 && answer.status() != 422) return false;
        var words = answer.body().path("error").toString().toLowerCase(Locale.ROOT);
        return words.contains("model");
    }

    private static ProbeResult unknown(String model) {
        return ProbeResult.fails("unknown-model", "The server knows no model called '%s'.".formatted(model));
    }

    private static ProbeResult otherKind(ModelServer server) {
        return ProbeResult.fails(
                "not-" + server.kind(),
                "Something answers, but not as a server of the kind '%s': look at the base URL.".formatted(server.kind()));
    }

    private static ProbeResult refusal(ModelServer server, Heard.Answer answer) {
        int status = answer.status();
        if (status == 401 || status == 403) {
            return ProbeResult.fails(
                    "unauthorized",
                    server.apiKey() == null
                            ? "The server asks for a key, and the provider has none."
                            : "The server does not accept the key (status %d).".formatted(status));
        }
        if (status == 429) return ProbeResult.fails("rate-limited", "The server limits the rate of calls; try again later.");
        if (status == 402) return ProbeResult.fails("no-credit", "The server asks for payment.");
        if (status >= 300 && status < 400) {
            return ProbeResult.fails(
                    "redirected", "The server leads elsewhere (status %d): give that address.".formatted(status));
        }
        if (status >= 500) return ProbeResult.fails("failing", "The server has a fault (status %d).".formatted(status));
        if (status == 404) return otherKind(server);
        return ProbeResult.fails("refused-request", "The server refuses the question (status %d).".formatted(status));
    }

    @Override
    public void close() {
        client.shutdownNow();
        threads.close();
    }

    private record Read(int status, JsonNode body) {}

    private sealed interface Heard {
        record Answer(int status, JsonNode body, Duration took) implements Heard {}

        record Nothing(ProbeResult why) implements Heard {}
    }
}
