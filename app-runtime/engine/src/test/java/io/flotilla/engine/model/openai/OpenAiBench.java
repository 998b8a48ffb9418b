package io.flotilla.engine.model.openai;

import static io.flotilla.engine.testing.RawServer.http;
import static org.awaitility.Awaitility.await;

import io.flotilla.engine.address.AddressPolicy;
import io.flotilla.engine.address.GuardedLookup;
import io.flotilla.engine.address.HostLookup;
import io.flotilla.engine.control.Cancellation;
import io.flotilla.engine.model.ChatMessage;
import io.flotilla.engine.model.ChatModel;
import io.flotilla.engine.model.ChatOutcome;
import io.flotilla.engine.model.ChatParameters;
import io.flotilla.engine.model.ChatRequest;
import io.flotilla.engine.model.http.Endpoint;
import io.flotilla.engine.model.http.HttpChatModels;
import io.flotilla.engine.model.http.ModelLimits;
import io.flotilla.engine.testing.ManualClock;
import io.flotilla.engine.testing.RawServer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/// A chat model at a server on loopback, and the deltas that came out of it.
final class OpenAiBench {
    static final ModelLimits LIMITS = new ModelLimits(
            Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofMinutes(5), 20_000);

    final ManualClock clock = new ManualClock();
    final Cancellation cancellation = new Cancellation();
    final List<String> deltas = new CopyOnWriteArrayList<>();
    final HttpChatModels models = models(AddressPolicy.alsoAllowing(List.of("127.0.0.0/8")));

    ChatOutcome ask(RawServer server, boolean streaming) {
        return at(server).chat(request(streaming), deltas::add, cancellation);
    }

    CompletableFuture<ChatOutcome> askAside(RawServer server, boolean streaming) {
        return CompletableFuture.supplyAsync(() -> ask(server, streaming), Thread::startVirtualThread)
                .orTimeout(20, TimeUnit.SECONDS);
    }

    void awaitDelta() {
        await().until(() -> !deltas.isEmpty());
    }

    ChatModel at(RawServer server) {
        return models.asking(endpoint(server.port()));
    }

    HttpChatModels models(AddressPolicy policy) {
        return new HttpChatModels(new GuardedLookup(policy, HostLookup.SYSTEM), LIMITS, clock);
    }

    void close() {
        models.close();
    }

    static OpenAi endpoint(int port) {
        return new OpenAi(new Endpoint(URI.create("http://127.0.0.1:%d/v1/".formatted(port)), "small", "secret-key"));
    }

    static ChatRequest request(boolean streaming) {
        var messages = List.of(new ChatMessage(ChatMessage.Role.USER, "Hi"));
        return new ChatRequest(messages, ChatParameters.DEFAULT, null, streaming, "call-1");
    }

    static String json(String body) {
        return http(200, "Content-Type: application/json\r\n", body);
    }

    /// One event of a stream.
    static String piece(String delta, String finishReason) {
        var choice = "{\"index\": 0, \"delta\": %s, \"finish_reason\": %s}".formatted(delta, finishReason);
        return "data: {\"model\": \"small-1\", \"choices\": [%s], \"usage\": null}\n\n".formatted(choice);
    }
}
