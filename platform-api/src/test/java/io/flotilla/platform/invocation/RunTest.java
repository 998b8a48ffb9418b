package io.flotilla.platform.invocation;

import static io.flotilla.platform.testing.TestTenant.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import io.flotilla.platform.testing.PlatformTest;
import io.flotilla.platform.testing.SampleUsage;
import io.flotilla.platform.testing.TestApp;
import io.flotilla.platform.testing.TestTenant;
import io.flotilla.platform.testing.TestWorker;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@PlatformTest
class RunTest {
    private static final String RUN = "/v1/apps/greeter/invocations";
    private static final Map<String, Object> INPUTS = Map.of("inputs", Map.of("name", "Ada"));

    private static TestWorker worker;
    private TestTenant tenant;

    @BeforeAll
    static void hire() {
        worker = new TestWorker();
    }

    @AfterAll
    static void dismiss() throws InterruptedException {
        worker.close();
    }

    @BeforeEach
    void anApp() {
        tenant = TestTenant.create();
        TestApp.release(tenant);
    }

    @Test
    void answersWithTheEndThatIsReadAfterwards() {
        var answer = post(Map.of());
        var request = worker.take(tenant, 1);
        worker.start(request);
        worker.call(request, SampleUsage.call(tenant));
        worker.step(request, "draft", Map.of("text", "Hello, Ada"));
        worker.end(request, TestWorker.succeeded(request, Map.of("text", "Hello, Ada"), 1));

        var run = answer.join().then().statusCode(200).extract().jsonPath();

        assertThat(run.getString("state")).isEqualTo("succeeded");
        assertThat(run.getString("output.text")).isEqualTo("Hello, Ada");
        assertThat(run.getString("scenario")).isEqualTo(TestApp.SCENARIO);
        assertThat(run.getInt("usage.modelCalls")).isEqualTo(1);
        assertThat(run.getInt("usage.inputTokens")).isEqualTo(100);
        assertThat(run.getLong("usage.cost.nano")).isEqualTo(140_000);
        assertThat(run.getDouble("timing.modelMillis")).isEqualTo(12.5);
        assertThat(run.getDouble("timing.totalMillis")).isGreaterThanOrEqualTo(0);
        var read = tenant.asKey().get("/v1/invocations/" + run.getString("id")).jsonPath();
        assertThat(read.getString("state")).isEqualTo("succeeded");
        assertThat(read.getInt("usage.modelCalls")).isEqualTo(1);
        await().untilAsserted(() -> tenant.asKey()
                .get("/v1/invocations/%s/steps".formatted(run.getString("id")))
                .then()
                .body("items.step", equalTo(List.of("draft")))
                .body("items[0].state", equalTo("succeeded"))
                .body("items[0].usage.modelCalls", equalTo(1))
                .body("items[0].usage.inputTokens", equalTo(100))
                .body("items[0].usage.cost.nano", equalTo(140_000)));
    }

    @Test
    void answersWithTheWholeBillThoughOnlyTheLastFrameCameYet() {
        var answer = post(Map.of());
        var request = worker.take(tenant, 1);
        var usage = SampleUsage.call(tenant).of(request.ref()).event();
        worker.start(request);
        worker.endFor(request, TestWorker.succeeded(request, "done", 1), List.of(usage));

        var run = answer.join().then().statusCode(200).extract().jsonPath();

        assertThat(run.getInt("usage.modelCalls")).isEqualTo(1);
        var sums = "/v1/usage?from=2026-11-20T00:00:00Z&to=2026-11-21T00:00:00Z";
        tenant.asKey().get(sums).then().body("total.calls", equalTo(1));
        worker.queue().tell(usage);
        worker.queue().tell(SampleUsage.call(tenant).of(request.ref()).number(2).event());
        await().untilAsserted(() -> tenant.asKey().get(sums).then().body("total.calls", equalTo(2)));
    }

    @Test
    void waitsForTheJournalOfARunWhoseEndCameFirst() {
        var answer = post(Map.of());
        var request = worker.take(tenant, 1);
        worker.start(request);
        worker.endFor(request, TestWorker.succeeded(request, "done", 0, 1), List.of());
        var id = answer.join().<String>path("id");
        var steps = CompletableFuture.supplyAsync(() -> tenant.asKey().get("/v1/invocations/%s/steps".formatted(id)));

        worker.step(request, "draft", Map.of("text", "Hello"));

        steps.join().then().statusCode(200).body("items.step", equalTo(List.of("draft")));
    }

    @Test
    void sendsAllThatAWorkerNeeds() {
        post(Map.of("Prefer", "respond-async")).join();

        var request = worker.take(tenant, 1);

        assertThat(request.app()).isEqualTo("greeter");
        assertThat(request.environment()).isEqualTo("production");
        assertThat(request.inputs().path("name").asText()).isEqualTo("Ada");
        assertThat(request.models().get("main").models().getFirst().name()).isEqualTo("large-chat");
        assertThat(request.caller()).startsWith("key:");
        assertThat(request.apiKeyId()).isNotNull();
        assertThat(request.replyPartition()).isNull();
        assertThat(request.deadline()).isEqualTo(request.createdAt().plusSeconds(30));
        assertThat(request.journal()).isEmpty();
    }

    @Test
    void answersAtOnceWhoDoesNotWait() {
        var answer = post(Map.of("Prefer", "respond-async")).join();

        answer.then().statusCode(202).body("state", equalTo("queued")).header("Location", notNullValue());
        var id = answer.path("id");
        assertThat(answer.header("Location")).endsWith("/v1/invocations/" + id);
    }

    @Test
    void answersWithWhatThereIsWhenTheWaitIsOver() {
        var answer = post(Map.of("Prefer", "wait=1"));
        worker.start(worker.take(tenant, 1));

        answer.join().then().statusCode(202).header("Location", notNullValue());
    }

    @Test
    void answersAFailedRunWithItsProblem() {
        var answer = post(Map.of());
        var request = worker.take(tenant, 1);
        worker.end(request, TestWorker.failed(request, "model-timeout"));

        answer.join()
                .then()
                .statusCode(200)
                .body("state", equalTo("failed"))
                .body("problem.code", equalTo("model-timeout"))
                .body("problem.step", equalTo("draft"));
    }

    @Test
    void endsTheWaitThoughTheLastFrameIsLost() {
        var answer = post(Map.of());
        var request = worker.take(tenant, 1);
        worker.start(request);
        worker.queue().tell(TestWorker.succeeded(request, "done", 0));

        answer.join().then().statusCode(200).body("state", equalTo("succeeded")).body("output", equalTo("done"));
    }

    @Test
    void makesOneInvocationOfTwoRequestsWithOneKey() {
        var async = Map.of("Prefer", "respond-async", "Idempotency-Key", "k-1");
        var first = post(async);
        var second = post(async);

        assertThat(first.join().<String>path("id")).isEqualTo(second.join().<String>path("id"));
        var request = worker.take(tenant, 1);
        worker.end(request, TestWorker.succeeded(request, "done", 0));
        post(Map.of("Idempotency-Key", "k-1")).join().then().statusCode(200).body("output", equalTo("done"));
        assertThat(worker.of(tenant, 1)).hasSize(1);
    }

    @Test
    void makesTwoInvocationsOfOneKeyOfTwoCallers() {
        var first = post(Map.of("Prefer", "respond-async", "Idempotency-Key", "k-1"))
                .join();

        var other = tenant.asKeyWith("*")
                .header("Prefer", "respond-async")
                .header("Idempotency-Key", "k-1")
                .body(Map.of("inputs", Map.of("name", "Grace")))
                .post(RUN);

        other.then().statusCode(202);
        assertThat(other.<String>path("id")).isNotEqualTo(first.<String>path("id"));
    }

    @Test
    void knowsAKeysCallerAfterItsRotation() {
        var made = tenant.asOwner()
                .body(Map.of("name", "rotates", "scopes", List.of("*")))
                .post("/v1/api-keys");
        var async = Map.of("Prefer", "respond-async", "Idempotency-Key", "k-1");
        var body = Map.of("inputs", Map.of("name", "Grace"));
        var first = as(made.path("key")).headers(async).body(body).post(RUN);
        var rotated = tenant.asOwner().body("{}").post("/v1/api-keys/%s/rotate".formatted(made.<String>path("id")));

        var second = as(rotated.path("key")).headers(async).body(body).post(RUN);

        assertThat(second.<String>path("id")).isNotNull().isEqualTo(first.<String>path("id"));
    }

    @Test
    void refusesAKeyThatBelongsToAnotherRequest() {
        post(Map.of("Prefer", "respond-async", "Idempotency-Key", "k-1")).join();

        tenant.asKey()
                .header("Idempotency-Key", "k-1")
                .body(Map.of("inputs", Map.of("name", "Grace")))
                .post(RUN)
                .then()
                .statusCode(422)
                .body("code", equalTo("idempotency-mismatch"));
    }

    @Test
    void keepsTheBoundExactlyHoweverManyAskAtOnce() throws Exception {
        List<Integer> statuses;
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> call =
                    () -> post(Map.of("Prefer", "respond-async")).join().statusCode();
            statuses = callers
                    .invokeAll(IntStream.range(0, 30).mapToObj(i -> call).toList())
                    .stream()
                    .map(done -> done.resultNow())
                    .toList();
        }

        assertThat(statuses.stream().filter(status -> status == 202)).hasSize(8);
        assertThat(statuses.stream().filter(status -> status == 429)).hasSize(22);
        post(Map.of()).join().then().header("Retry-After", notNullValue()).body("code", equalTo("queue-full"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"inputs": {}}                          | 400 | invalid-input | /inputs
                    {"inputs": {"name": 7}}                 | 400 | invalid-input | /inputs/name
                    {"inputs": []}                          | 400 | invalid-input | /inputs
                    {}                                      | 400 | invalid-input | /inputs
                    {"inputs": {"name": "A"}, "colour": 1}  | 400 | invalid-input | /colour
                    {"inputs": {"name": "A"}, "metadata": 1} | 400 | invalid-input | /metadata
                    {"inputs": {"name":                     | 400 | invalid-input | /inputs
                    """)
    void refusesBadInput(String body, int status, String code, String pointer) {
        tenant.asKey()
                .body(body)
                .post(RUN)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("errors.pointer", hasItem(pointer));
    }

    @Test
    void refusesAStreamLikeAnyOtherRequest() {
        tenant.asKey()
                .accept("text/event-stream")
                .body("{}")
                .post(RUN)
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void hidesARivalsInvocationsLikeOnesThatAreNot() {
        post(Map.of("Prefer", "respond-async")).join();
        var id = worker.take(tenant, 1).ref().invocationId();
        var rival = TestTenant.create();

        for (var path : List.of("", "/steps", "/events")) {
            assertThat(bodyWithoutTrace(rival, "/v1/invocations/" + id + path))
                    .isEqualTo(bodyWithoutTrace(rival, "/v1/invocations/" + UUID.randomUUID() + path))
                    .isEqualTo(bodyWithoutTrace(rival, "/v1/invocations/no-id" + path));
        }
        rival.asKey().post("/v1/invocations/%s/cancel".formatted(id)).then().statusCode(404);
        rival.asKey().body(INPUTS).post(RUN).then().statusCode(404).body("code", equalTo("not-found"));
        rival.asKey().get("/v1/invocations").then().statusCode(200).body("items.size()", equalTo(0));
    }

    @Test
    void listsNewestFirstByState() {
        var first = post(Map.of("Prefer", "respond-async")).join().<String>path("id");
        var second = post(Map.of("Prefer", "respond-async")).join().<String>path("id");

        var page = tenant.asKey()
                .get("/v1/invocations?limit=1&state=queued&app=greeter")
                .jsonPath();
        var rest = tenant.asKey()
                .get("/v1/invocations?limit=1&state=queued&app=greeter&cursor=" + page.getString("nextCursor"))
                .jsonPath();

        assertThat(page.getString("items[0].id")).isEqualTo(second);
        assertThat(rest.getString("items[0].id")).isEqualTo(first);
        assertThat(rest.getString("nextCursor")).isNull();
        tenant.asKey().get("/v1/invocations?state=lost").then().statusCode(400);
    }

    private static Map<String, Object> bodyWithoutTrace(TestTenant rival, String path) {
        var body = rival.asKey().get(path).then().statusCode(404).extract().<Map<String, Object>>path("");
        body.remove("traceId");
        return body;
    }

    private CompletableFuture<Response> post(Map<String, String> headers) {
        var answer = new CompletableFuture<Response>();
        Thread.startVirtualThread(() -> {
            try {
                answer.complete(tenant.asKey().headers(headers).body(INPUTS).post(RUN));
            } catch (RuntimeException | Error e) {
                answer.completeExceptionally(e);
            }
        });
        return answer.orTimeout(Duration.ofSeconds(30).toSeconds(), TimeUnit.SECONDS);
    }
}
