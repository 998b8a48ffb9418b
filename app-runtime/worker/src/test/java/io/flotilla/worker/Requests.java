package io.flotilla.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.messages.InvocationRef;
import io.flotilla.messages.InvocationRequested;
import io.flotilla.messages.JournalEntry;
import io.flotilla.messages.Price;
import io.flotilla.messages.ResolvedConnector;
import io.flotilla.messages.ResolvedModel;
import io.flotilla.messages.ResolvedRoute;
import io.flotilla.messages.RouteChoice;
import io.flotilla.messages.SealedSecret;
import io.flotilla.messages.UnreadableMessage;
import io.flotilla.messages.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Builds requests: a tenant of its own, nothing but what the test names.
public final class Requests {
    /// 1 CNY for a thousand input tokens, 2 for a thousand output tokens.
    public static final Price PRICE = new Price(UUID.randomUUID(), "CNY", 1_000_000_000_000L, 0, 2_000_000_000_000L, 0);

    private InvocationRef ref = new InvocationRef(UUID.randomUUID(), UUID.randomUUID(), 1);
    private JsonNode definition = json("{}");
    private JsonNode inputs = json("{}");
    private final Map<String, ResolvedRoute> models = new HashMap<>();
    private final Map<String, ResolvedConnector> connectors = new HashMap<>();
    private final List<JournalEntry> journal = new ArrayList<>();
    private Instant createdAt = Instant.now();
    private Instant deadline = createdAt.plus(Duration.ofMinutes(2));
    private Integer replyPartition = 0;
    private String traceparent;

    public static Requests request() {
        return new Requests();
    }

    public Requests of(InvocationRef theRef) {
        ref = theRef;
        return this;
    }

    public Requests definition(String json) {
        definition = json(json);
        return this;
    }

    public Requests inputs(String json) {
        inputs = json(json);
        return this;
    }

    public Requests model(String alias, String upstreamName, String baseUrl, SealedSecret key) {
        models.put(
                alias,
                new ResolvedRoute(List.of(new ResolvedModel(
                        UUID.nameUUIDFromBytes(upstreamName.getBytes(UTF_8)),
                        upstreamName,
                        "scripted",
                        "openai",
                        baseUrl,
                        upstreamName,
                        key,
                        PRICE))));
        return this;
    }

    /// A small model first, a large one when that is less than 80 % sure.
    public Requests cascade(String alias, String small, String large, String baseUrl) {
        var models = List.of(model(small, baseUrl, "openai"), model(large, baseUrl, "anthropic"));
        var choice = new RouteChoice.Cascade(new RouteChoice.Arm(null, 0, 1), new RouteChoice.Arm(null, 1, 2), 0.8);
        this.models.put(alias, new ResolvedRoute(models, choice));
        return this;
    }

    private static ResolvedModel model(String name, String baseUrl, String kind) {
        var id = UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
        return new ResolvedModel(id, name, "scripted", kind, baseUrl, name, null, PRICE);
    }

    public Requests connector(String alias, ResolvedConnector connector) {
        connectors.put(alias, connector);
        return this;
    }

    public Requests journal(JournalEntry entry) {
        journal.add(entry);
        return this;
    }

    public Requests deadline(Instant theDeadline) {
        deadline = theDeadline;
        return this;
    }

    public Requests replyPartition(Integer partition) {
        replyPartition = partition;
        return this;
    }

    public Requests traceparent(String trace) {
        traceparent = trace;
        return this;
    }

    public InvocationRequested build() {
        return new InvocationRequested(
                ref,
                "complaint-desk",
                7,
                "finance.banking.complaint-reply",
                "production",
                definition,
                inputs,
                "key:abcd1234",
                null,
                models,
                connectors,
                createdAt,
                deadline,
                replyPartition,
                traceparent,
                journal,
                null);
    }

    public static JsonNode json(String text) {
        try {
            return Wire.readTree(text.getBytes(UTF_8));
        } catch (UnreadableMessage e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
