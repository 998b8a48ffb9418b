package io.flotilla.platform.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.flotilla.messages.Call;
import io.flotilla.messages.InvocationEvent.CallDispatched;
import io.flotilla.messages.InvocationRequested;
import io.flotilla.messages.Price;
import io.flotilla.platform.testing.PlatformTest;
import io.flotilla.platform.testing.SampleUsage;
import io.flotilla.platform.testing.TestApp;
import io.flotilla.platform.testing.TestTenant;
import io.flotilla.platform.testing.TestWorker;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@PlatformTest
class BudgetTest {
    /// What a request of the app costs: 0.001 CNY.
    private static final long ONE = 1_000_000;

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
        TestApp.releasePriced(tenant, "0.001");
    }

    @Test
    void holdsTheWorstBillSettlesWhatTheLedgerSaysAndGivesBackTheRest() {
        put("month", 10 * ONE, "hard");
        run();
        var request = worker.take(tenant, 1);

        assertThat(request.spending().nano()).isEqualTo(ONE);
        assertThat(request.spending().currency()).isEqualTo("CNY");
        assertThat(budget("month").getLong("held.nano")).isEqualTo(ONE);
        assertThat(budget("month").getLong("committed.nano")).isZero();

        worker.start(request);
        worker.call(request, SampleUsage.call(tenant).cost(400_000L, "CNY"));
        worker.end(request, TestWorker.succeeded(request, Map.of("text", "Hello"), 1));

        awaitState("month", 400_000, 0);
    }

    @Test
    void refusesWhatItMightNotCoverNamesItselfAndHoldsNothing() {
        put("roomy", 10 * ONE, "hard");
        put("tight", ONE - 1, "hard");

        run().then()
                .statusCode(429)
                .body("code", equalTo("budget-exceeded"))
                .body("retryable", equalTo(false))
                .body("detail", containsString("'tight' of the tenant for the month"))
                .body("detail", containsString("0.001 CNY"));

        assertThat(budget("roomy").getLong("held.nano")).isZero();
        tenant.asKey().get("/v1/invocations").then().body("items", hasSize(0));
    }

    @Test
    void aWarningCountsAndRefusesNothing() {
        put("warning", 0, "warn");

        run().then().statusCode(202);

        assertThat(worker.take(tenant, 1).spending()).isNull();
        assertThat(budget("warning").getLong("held.nano")).isEqualTo(ONE);
    }

    @Test
    void aModelWithoutPriceOrInAnotherCurrencyIsRefusedUnderAHardBudgetOnly() {
        put("dollars", 10 * ONE, "USD", "hard");
        run().then().statusCode(429).body("detail", containsString("priced in CNY"));

        var rival = TestTenant.create();
        TestApp.release(rival);
        tenant = rival;
        put("warning", 10 * ONE, "warn");
        run().then().statusCode(202);
        put("hard", 10 * ONE, "hard");
        run().then()
                .statusCode(429)
                .body("code", equalTo("budget-exceeded"))
                .body("detail", containsString("'large-chat' has no price"));
    }

    @Test
    void countsTheWholeMonthAlsoBeforeItWasMade() {
        var request = ranOnce(300_000);
        put("late", 10 * ONE, "hard");

        assertThat(budget("late").getLong("committed.nano")).isEqualTo(300_000);
        assertThat(request.spending()).isNull();
    }

    @Test
    void tellsOfEachThresholdOnce() {
        put("watched", 10 * ONE, "warn");

        ranOnce(4 * ONE);
        ranOnce(4 * ONE);
        awaitState("watched", 8 * ONE, 0);
        ranOnce(4 * ONE);
        awaitState("watched", 12 * ONE, 0);
        ranOnce(ONE);
        awaitState("watched", 13 * ONE, 0);

        var told = tenant.asOwner().get("/v1/audit?limit=200").jsonPath();
        assertThat(told.getList("items.findAll { it.action == 'budget.threshold-reached' }.target"))
                .containsExactly("watched", "watched", "watched");
        assertThat(told.getString("items.findAll { it.action == 'budget.threshold-reached' }"))
                .contains("50", "80", "100");
    }

    @Test
    void tellsThatItRefusesOnceNotForEachCall() {
        put("tight", ONE - 1, "hard");

        for (int i = 0; i < 5; i++) run().then().statusCode(429);

        var told = tenant.asOwner().get("/v1/audit?limit=200").jsonPath();
        assertThat(told.getList("items.findAll { it.action == 'budget.refused' }.target"))
                .containsExactly("tight");
        assertThat(told.getString("items.find { it.action == 'budget.refused' }"))
                .contains("greeter", "less is left");
    }

    @Test
    void chargesTheMostThatALostWorkersCallCanCostAndCorrectsItWhenItIsTold() {
        put("month", 10 * ONE, "hard");
        run();
        var first = worker.take(tenant, 1);
        var lost = "lost-" + UUID.randomUUID();
        worker.beat(lost, false, List.of());
        worker.start(first, lost);
        var usage = SampleUsage.call(tenant).of(first.ref()).cost(250_000L, "CNY");
        worker.queue().tell(new CallDispatched(first.ref(), Instant.now(), ceiling(usage.announced(), 600_000), null));

        var second = worker.take(tenant, 2);

        assertThat(second.spending().nano())
                .as("what was lost can be done again")
                .isEqualTo(ONE);
        await().atMost(Duration.ofSeconds(20)).until(() -> budget("month").getLong("committed.nano") == 600_000);
        worker.start(second);
        worker.end(second, TestWorker.succeeded(second, Map.of("text", "Hello"), 0));
        awaitState("month", 600_000, 0);
        worker.queue().tell(usage.event());
        awaitState("month", 250_000, 0);
    }

    @Test
    void whatIsLeftIsAllThatAFurtherAttemptMayCostWhereTheBudgetHasNoMore() {
        put("month", ONE, "hard");
        run();
        var first = worker.take(tenant, 1);
        var lost = "lost-" + UUID.randomUUID();
        worker.beat(lost, false, List.of());
        worker.start(first, lost);
        var usage = SampleUsage.call(tenant).of(first.ref());
        worker.queue().tell(new CallDispatched(first.ref(), Instant.now(), ceiling(usage.announced(), 600_000), null));

        var second = worker.take(tenant, 2);

        assertThat(second.spending().nano())
                .as("the lost call may have cost 600,000")
                .isEqualTo(ONE - 600_000);
        worker.start(second);
        worker.end(second, TestWorker.failed(second, "budget-exceeded"));
        awaitState("month", 600_000, 0);
    }

    @Test
    void givesBackWhatWasHeldForWhatNeverRan() {
        put("month", 10 * ONE, "hard");
        var id = run().path("id");

        tenant.asKey().post("/v1/invocations/%s/cancel".formatted(id)).then().statusCode(200);

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(budget("month").getLong("held.nano")).isZero());
        assertThat(budget("month").getLong("committed.nano")).isZero();
    }

    @Test
    void aChangedLimitKeepsWhatIsCountedAndAnotherNodeBeginsAnew() {
        put("month", 10 * ONE, "hard");
        ranOnce(300_000);
        awaitState("month", 300_000, 0);

        put("month", 20 * ONE, "hard");
        assertThat(budget("month").getLong("committed.nano")).isEqualTo(300_000);
        tenant.asKey()
                .body(body(Map.of("level", "app", "subject", "other"), 20 * ONE, "CNY", "hard"))
                .put("/v1/budgets/month")
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"3\""))
                .body("committed.nano", equalTo(0));
    }

    @Test
    void isListedChangedUnderIfMatchAndDeleted() {
        put("b", ONE, "hard");
        put("a", ONE, "warn");

        tenant.asKey()
                .get("/v1/budgets?limit=1")
                .then()
                .statusCode(200)
                .body("items.name", equalTo(List.of("a")))
                .body("nextCursor", notNullValue());
        tenant.asKey()
                .header("If-Match", "\"9\"")
                .body(body(Map.of("level", "tenant"), ONE, "CNY", "hard"))
                .put("/v1/budgets/b")
                .then()
                .statusCode(412);
        tenant.asKey().delete("/v1/budgets/b").then().statusCode(204);
        tenant.asKey().delete("/v1/budgets/b").then().statusCode(404);
        tenant.asKey().get("/v1/budgets").then().body("items.name", equalTo(List.of("a")));
    }

    @Test
    void isNobodyElsesBusiness() {
        put("secret", ONE, "hard");
        var rival = TestTenant.create();

        var hidden =
                rival.asKey().get("/v1/budgets/secret").then().statusCode(404).extract();
        var absent =
                rival.asKey().get("/v1/budgets/nothing").then().statusCode(404).extract();

        assertThat(hidden.<String>path("detail")).isEqualTo(absent.path("detail"));
        tenant.asKeyWith("apps:read").get("/v1/budgets").then().statusCode(403);
        tenant.asKeyWith("usage:read").delete("/v1/budgets/secret").then().statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"period\": \"week\", \"limit\": {\"nano\": 1, \"currency\": \"CNY\"}}",
                "{\"period\": \"day\"}",
                "{\"period\": \"day\", \"limit\": {\"nano\": -1, \"currency\": \"CNY\"}}",
                "{\"period\": \"day\", \"limit\": {\"nano\": 1, \"currency\": \"yuan\"}}",
                "{\"period\": \"day\", \"limit\": {\"nano\": 1, \"currency\": \"CNY\"}, \"mode\": \"soft\"}",
                "{\"period\": \"day\", \"limit\": {\"nano\": 1, \"currency\": \"CNY\"}, \"node\": {\"level\": \"team\"}}",
                "{\"period\": \"day\", \"limit\": {\"nano\": 1, \"currency\": \"CNY\"}, \"node\": {\"level\": \"app\"}}",
                "{\"period\": \"day\", \"limit\": {\"nano\": 1, \"currency\": \"CNY\"},"
                        + " \"node\": {\"level\": \"tenant\", \"subject\": \"x\"}}",
                "{\"period\": \"day\", \"limit\": {\"nano\": 1, \"currency\": \"CNY\"},"
                        + " \"node\": {\"level\": \"key\", \"subject\": \"x\"}}",
                "null",
                "[]",
            })
    void refusesNonsense(String body) {
        tenant.asKey().body(body).put("/v1/budgets/x").then().statusCode(400).body("code", equalTo("invalid-input"));
    }

    /// An invocation that ran, was paid for, and whose cost is in the ledger.
    private InvocationRequested ranOnce(long costNano) {
        var id = run().then().statusCode(202).extract().<String>path("id");
        var request = await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> worker.of(tenant, 1).stream()
                                .filter(each ->
                                        each.ref().invocationId().toString().equals(id))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
        worker.start(request);
        worker.call(request, SampleUsage.call(tenant).cost(costNano, "CNY"));
        worker.end(request, TestWorker.succeeded(request, Map.of("text", "Hello"), 1));
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        tenant.asKey().get("/v1/invocations/" + id).jsonPath().get("usage.cost.nano") != null);
        return request;
    }

    private Response run() {
        return tenant.asKey()
                .header("Prefer", "respond-async")
                .body(Map.of("inputs", Map.of("name", "Ada")))
                .post("/v1/apps/greeter/invocations");
    }

    private void put(String name, long limit, String mode) {
        put(name, limit, "CNY", mode);
    }

    private void put(String name, long limit, String currency, String mode) {
        var answer = tenant.asKey()
                .body(body(Map.of("level", "tenant"), limit, currency, mode))
                .put("/v1/budgets/" + name);
        assertThat(answer.statusCode()).as(answer.asString()).isIn(200, 201);
    }

    private static Map<String, Object> body(Map<String, String> node, long limit, String currency, String mode) {
        return Map.of(
                "node", node, "period", "month", "limit", Map.of("nano", limit, "currency", currency), "mode", mode);
    }

    private void awaitState(String name, long committed, long held) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            var now = budget(name);
            assertThat(now.getLong("committed.nano")).isEqualTo(committed);
            assertThat(now.getLong("held.nano")).isEqualTo(held);
        });
    }

    private JsonPath budget(String name) {
        return tenant.asKey()
                .get("/v1/budgets/" + name)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static Call ceiling(Call call, long nano) {
        var price = new Price(UUID.randomUUID(), "CNY", 0, 0, 0, nano);
        return new Call(
                call.id(),
                call.at(),
                call.number(),
                call.kind(),
                call.modelId(),
                call.provider(),
                call.model(),
                price,
                call.startedAt(),
                nano);
    }
}
