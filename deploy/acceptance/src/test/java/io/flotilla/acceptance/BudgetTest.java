package io.flotilla.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// A budget that many want at once, through two instances of the platform, holds to the last nano-unit.
class BudgetTest {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int CLIENTS = 64;

    private final Flotilla flotilla = Flotilla.running();

    @RepeatedTest(3)
    void aBudgetForFiveHundredCallsAdmitsFiveHundredThroughTwoInstances() throws Exception {
        var app = PricedPrompt.released(flotilla);
        budget(app, 500);
        var turn = new AtomicInteger();
        var outcomes = new ConcurrentHashMap<String, AtomicInteger>();
        Callable<Boolean> client = () -> {
            while (turn.incrementAndGet() <= 700) {
                var outcome = outcome(run(platform(turn.get()), app, "[[say ok]]"));
                outcomes.computeIfAbsent(outcome, any -> new AtomicInteger()).incrementAndGet();
            }
            return true;
        };

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var end : threads.invokeAll(
                    IntStream.range(0, CLIENTS).mapToObj(i -> client).toList())) end.get();
        }

        assertThat(outcomes.get("succeeded")).as(outcomes.toString()).hasValue(500);
        assertThat(outcomes.get("budget-exceeded")).as(outcomes.toString()).hasValue(200);
        awaitSettled(app, 500 * PricedPrompt.PRICE);
    }

    @Test
    void isNeverOverAndHoldsNothingInTheEndWhenAWorkerIsKilledInTheMiddle() throws Exception {
        var app = PricedPrompt.released(flotilla);
        budget(app, 40);
        var accepted = new ConcurrentLinkedQueue<String>();
        var over = new AtomicBoolean();
        var done = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var watching = threads.submit(() -> {
                while (!done.get()) {
                    var now = budget(app);
                    long sum = nano(now, "committed") + nano(now, "held");
                    if (sum > nano(now, "limit")) over.set(true);
                }
                return true;
            });
            for (int i = 0; i < 60; i++) {
                var answer = flotilla.demo()
                        .post(
                                "/v1/apps/%s/invocations".formatted(app),
                                inputs("[[slow 40 tokens 100ms]]"),
                                "Prefer",
                                "respond-async");
                if (answer.status() == 202)
                    accepted.add(answer.body().path("id").asText());
            }
            assertThat(accepted).hasSize(40);
            var worker = await().atMost(PATIENCE).until(this::busyWorker, found -> !found.isEmpty());
            flotilla.stack().kill(worker);
            try {
                for (String id : accepted) awaitEnd(id);
            } finally {
                flotilla.stack().restart(worker);
            }
            await().atMost(PATIENCE).until(() -> nano(budget(app), "held") == 0);
            done.set(true);
            watching.get();
        }

        assertThat(over).as("committed + held <= limit at every look").isFalse();
        awaitSettled(app, nano(budget(app), "committed"));
    }

    /// Ten times what the limit allows, evenly, through both in turn: for ten seconds, or as many as
    /// `-Dflotilla.limit-seconds` says.
    @Test
    void aLimitLetsNoMoreThanItsBoundPassThroughTwoInstances() throws Exception {
        var app = PricedPrompt.released(flotilla);
        int perMinute = 300;
        var limit = "{\"node\": {\"level\": \"app\", \"subject\": \"%s\"}, \"requestsPerMinute\": %d}"
                .formatted(app, perMinute);
        flotilla.demo().put("/v1/limits/" + app, limit).expect(201);
        int perSecond = 10 * perMinute / 60;
        int asks = perSecond * Integer.getInteger("flotilla.limit-seconds", 10);
        var outcomes = new ConcurrentHashMap<String, AtomicInteger>();
        var turn = new AtomicInteger();
        Callable<Boolean> ask = () -> {
            var answer = run(platform(turn.incrementAndGet()), app, "[[say ok]]", "Prefer", "respond-async");
            var outcome = answer.status() == 202 ? "passed" : answer.body().path("code").asText();
            outcomes.computeIfAbsent(outcome, any -> new AtomicInteger()).incrementAndGet();
            return true;
        };

        long begin = System.nanoTime();
        try (var clock = Executors.newSingleThreadScheduledExecutor();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = new ArrayList<Future<Future<Boolean>>>();
            for (int i = 0; i < asks; i++) {
                asked.add(clock.schedule(() -> threads.submit(ask), 1_000_000L * i / perSecond, TimeUnit.MICROSECONDS));
            }
            for (var each : asked) each.get().get();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;

        assertThat(outcomes.keySet()).containsExactlyInAnyOrder("passed", "rate-limited");
        assertThat(outcomes.get("passed").get())
                .as("asked %d times in %.1f s: %s", asks, seconds, outcomes)
                .isLessThanOrEqualTo((int) (perMinute * (seconds + 10) / 60) + 1)
                .isGreaterThanOrEqualTo(perMinute / 6);
    }

    private void awaitEnd(String id) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() ->
                        flotilla.demo().get("/v1/invocations/" + id).expect(200).hasNonNull("finishedAt"));
    }

    /// What is committed is what the ledger says, nothing is held, and the books agree.
    private void awaitSettled(String app, long committed) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            var now = budget(app);
            assertThat(nano(now, "held")).isZero();
            assertThat(nano(now, "committed")).isEqualTo(committed);
        });
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(ledger(app)).isEqualTo(committed));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(flotilla.demo()
                                .get("/v1/usage/reconciliation")
                                .expect(200)
                                .path("differences"))
                        .isEmpty());
    }

    private void budget(String app, int calls) throws IOException, InterruptedException {
        var body = """
                {"node": {"level": "app", "subject": "%s"}, "period": "month", "limit": {"nano": %d, "currency": "CNY"}}
                """.formatted(app, calls * PricedPrompt.PRICE);
        flotilla.demo().put("/v1/budgets/" + app, body).expect(201);
    }

    private JsonNode budget(String app) throws IOException, InterruptedException {
        return flotilla.demo().get("/v1/budgets/" + app).expect(200);
    }

    private long ledger(String app) throws IOException, InterruptedException {
        return flotilla.demo()
                .get("/v1/usage?groupBy=app&app=" + app)
                .expect(200)
                .path("total")
                .path("cost")
                .path("nano")
                .asLong();
    }

    private static long nano(JsonNode budget, String what) {
        return budget.path(what).path("nano").asLong();
    }

    private Api platform(int turn) {
        var reports = flotilla.stack().reports();
        var name = turn % 2 == 0 ? "platform-1" : "platform-2";
        var address = reports.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow()
                .address();
        return new Api(address, flotilla.env("FLOTILLA_API_KEY"));
    }

    private static Api.Answer run(Api api, String app, String say, String... headers)
            throws IOException, InterruptedException {
        return api.post("/v1/apps/%s/invocations".formatted(app), inputs(say), headers);
    }

    private static String inputs(String say) {
        return "{\"inputs\": {\"say\": \"%s\"}}".formatted(say);
    }

    private static String outcome(Api.Answer answer) {
        var state = answer.body().path("state").asText();
        return state.isEmpty() ? answer.body().path("code").asText() : state;
    }

    private String busyWorker() throws IOException, InterruptedException {
        for (String part : List.copyOf(flotilla.stack().parts())) {
            if (part.startsWith("worker-") && flotilla.runsOf(part) > 0) return part;
        }
        return "";
    }
}
