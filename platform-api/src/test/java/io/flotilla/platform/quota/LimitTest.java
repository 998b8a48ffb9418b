package io.flotilla.platform.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.flotilla.platform.database.Database;
import io.flotilla.platform.problem.Fault;
import io.flotilla.platform.testing.PlatformTest;
import io.flotilla.platform.testing.SampleUsage;
import io.flotilla.platform.testing.TestApp;
import io.flotilla.platform.testing.TestQueue;
import io.flotilla.platform.testing.TestTenant;
import io.flotilla.platform.testing.TestWorker;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@PlatformTest
class LimitTest {
    private static final int CLIENTS = 64;

    @Inject
    Database database;

    @Inject
    RateLimits rates;

    private TestTenant tenant;

    @BeforeEach
    void anApp() {
        tenant = TestTenant.create();
        TestApp.release(tenant);
    }

    @Test
    void letsNoMorePassThanTheStatedBoundHoweverManyAsk() throws Exception {
        int perMinute = 600;
        put("fast", Map.of(), Map.of("requestsPerMinute", perMinute));
        put("app", Map.of("level", "app", "subject", "greeter"), Map.of("requestsPerMinute", 60_000));
        var passed = new AtomicInteger();
        Callable<Boolean> client = () -> {
            for (int i = 0; i < 50; i++) if (passes()) passed.incrementAndGet();
            return true;
        };

        long begin = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var end : threads.invokeAll(
                    IntStream.range(0, CLIENTS).mapToObj(i -> client).toList())) end.get();
        }
        double seconds = Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0;

        double burst = 10;
        assertThat(passed.get())
                .isLessThanOrEqualTo((int) (perMinute * (seconds + burst) / 60) + 1)
                .isGreaterThanOrEqualTo((int) (perMinute * burst / 60));
    }

    @Test
    void tellsHowItStandsAndWhenToComeAgain() {
        put("slow", Map.of(), Map.of("requestsPerMinute", 6));

        run().then()
                .statusCode(202)
                .header("RateLimit-Policy", equalTo("\"slow\";q=6;w=60"))
                .header("RateLimit", matchesPattern("\"slow\";r=0;t=(9|10)"));
        var refused = run();

        refused.then()
                .statusCode(429)
                .body("code", equalTo("rate-limited"))
                .body("retryable", equalTo(true))
                .body("detail", containsString("'slow' of the tenant lets 6 requests pass"))
                .header("RateLimit-Policy", equalTo("\"slow\";q=6;w=60"))
                .header("RateLimit", matchesPattern("\"slow\";r=0;t=\\d+"));
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 10);
    }

    @Test
    void aRequestThatIsRefusedElsewhereUsesNothing() {
        put("slow", Map.of(), Map.of("requestsPerMinute", 6));
        tenant.asKey()
                .body(Map.of("period", "day", "limit", Map.of("nano", 0, "currency", "CNY")))
                .put("/v1/budgets/none");

        run().then().statusCode(429).body("code", equalTo("budget-exceeded"));

        tenant.asKey().get("/v1/limits/slow").then().body("requestsLeft", equalTo(1));
    }

    @Test
    void countsByKeyAppAndModel() {
        put("model", Map.of("level", "model", "subject", "large-chat"), Map.of("requestsPerMinute", 6));
        put("other", Map.of("level", "model", "subject", "other"), Map.of("requestsPerMinute", 6));

        run().then().statusCode(202);
        run().then().statusCode(429).body("detail", containsString("the model 'large-chat'"));
        tenant.asKey().delete("/v1/limits/model").then().statusCode(204);
        run().then().statusCode(202);

        tenant.asKey().get("/v1/limits/other").then().body("requestsLeft", equalTo(1));
    }

    @Test
    void closesOnceTheTokensOfAMinuteAreUsed() {
        put("tokens", Map.of(), Map.of("tokensPerMinute", 1_000));
        try (var queue = new TestQueue()) {
            for (int i = 1; i <= 10; i++)
                queue.tell(SampleUsage.call(tenant).number(i).event());
        }

        await().atMost(Duration.ofSeconds(20))
                .until(() -> tenant.asKey()
                        .get("/v1/limits/tokens")
                        .path("tokensLeft")
                        .equals(0));
        run().then()
                .statusCode(429)
                .body("code", equalTo("rate-limited"))
                .body("detail", containsString("1000 tokens"));
    }

    @Test
    void boundsHowManyAreUnderWayAtOnce() {
        put("narrow", Map.of(), Map.of("atOnce", 2));

        run().then().statusCode(202);
        run().then().statusCode(202);
        run().then()
                .statusCode(429)
                .body("code", equalTo("queue-full"))
                .body("detail", containsString("2 invocations are"));
    }

    @Test
    void boundsHowManyOfAnAppOrAKeyAreUnderWayAtOnce() throws Exception {
        put("app", Map.of("level", "app", "subject", "greeter"), Map.of("atOnce", 3));
        put("else", Map.of("level", "app", "subject", "other"), Map.of("atOnce", 0));
        var states = new ConcurrentLinkedQueue<Integer>();
        Callable<Boolean> client = () -> states.add(run().statusCode());

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var end : threads.invokeAll(Collections.nCopies(12, client))) end.get();
        }

        assertThat(states).filteredOn(each -> each == 202).hasSize(3);
        assertThat(states).filteredOn(each -> each == 429).hasSize(9);
        run().then()
                .statusCode(429)
                .body("code", equalTo("queue-full"))
                .body("detail", containsString("3 invocations of the app 'greeter' are"))
                .header("Retry-After", equalTo("2"));
        tenant.asKey().delete("/v1/limits/app").then().statusCode(204);
        put("key", Map.of("level", "key", "subject", keyId()), Map.of("atOnce", 4));
        run().then().statusCode(202);
        run().then().statusCode(429).body("detail", containsString("4 invocations of the key"));
    }

    @Test
    void tellsAStreamHowItStandsToo() {
        put("slow", Map.of(), Map.of("requestsPerMinute", 6));
        try (var worker = new TestWorker();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.submit(() -> worker.end(worker.take(tenant, 1), TestWorker.cancelled(worker.take(tenant, 1))));

            tenant.asKey()
                    .accept("text/event-stream")
                    .body(Map.of("inputs", Map.of("name", "Ada")))
                    .post("/v1/apps/greeter/invocations")
                    .then()
                    .statusCode(200)
                    .header("RateLimit-Policy", equalTo("\"slow\";q=6;w=60"))
                    .header("RateLimit", matchesPattern("\"slow\";r=0;t=(9|10)"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void isListedReplacedAndNobodyElsesBusiness() {
        put("a", Map.of(), Map.of("requestsPerMinute", 6));
        tenant.asKey()
                .header("If-Match", "\"7\"")
                .body(Map.of("requestsPerMinute", 60))
                .put("/v1/limits/a")
                .then()
                .statusCode(412);
        tenant.asKey()
                .body(Map.of("requestsPerMinute", 60))
                .put("/v1/limits/a")
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"2\""))
                .body("requestsLeft", equalTo(10));
        tenant.asKey().get("/v1/limits").then().body("items.name", equalTo(List.of("a")));

        var rival = TestTenant.create();
        rival.asKey().get("/v1/limits/a").then().statusCode(404);
        rival.asKey().get("/v1/limits").then().body("items", equalTo(List.of()));
        tenant.asKeyWith("usage:read").delete("/v1/limits/a").then().statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"requestsPerMinute\": 0}",
                "{\"tokensPerMinute\": -5}",
                "{\"requestsPerMinute\": 1000001}",
                "{\"requestsPerMinute\": 1.5}",
                "{\"atOnce\": 5, \"node\": {\"level\": \"model\", \"subject\": \"large-chat\"}}",
                "{\"requestsPerMinute\": 5, \"node\": {\"level\": \"scenario\", \"subject\": \"a.b.c\"}}",
                "{\"requestsPerMinute\": 5, \"node\": {\"level\": \"model\"}}",
                "null",
            })
    void refusesNonsense(String body) {
        tenant.asKey().body(body).put("/v1/limits/x").then().statusCode(400).body("code", equalTo("invalid-input"));
    }

    private String keyId() {
        return tenant.asOwner().get("/v1/api-keys").path("items[0].id");
    }

    private boolean passes() {
        var spender = new Spender(TestApp.SCENARIO, "greeter", null, List.of("large-chat"));
        try {
            database.inTenant(tenant.id(), handle -> rates.take(handle, tenant.id(), spender));
            return true;
        } catch (Fault.QuotaExceeded e) {
            return false;
        }
    }

    private Response run() {
        return tenant.asKey()
                .header("Prefer", "respond-async")
                .body(Map.of("inputs", Map.of("name", "Ada")))
                .post("/v1/apps/greeter/invocations");
    }

    private void put(String name, Map<String, String> node, Map<String, Object> limit) {
        var body = new HashMap<String, Object>(limit);
        if (!node.isEmpty()) body.put("node", node);
        tenant.asKey().body(body).put("/v1/limits/" + name).then().statusCode(201);
    }
}
