package io.flotilla.platform.invocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.flotilla.messages.ControlMessage;
import io.flotilla.messages.ControlMessage.StopInvocation;
import io.flotilla.messages.ControlMessage.StopReason;
import io.flotilla.messages.InvocationEvent.InvocationStarted;
import io.flotilla.messages.InvocationRef;
import io.flotilla.messages.InvocationRequested;
import io.flotilla.messages.Wire;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.testing.PlatformTest;
import io.flotilla.platform.testing.SampleUsage;
import io.flotilla.platform.testing.TestApp;
import io.flotilla.platform.testing.TestQueue;
import io.flotilla.platform.testing.TestTenant;
import io.flotilla.platform.testing.TestWorker;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@PlatformTest
class TakeoverTest {
    private static TestWorker worker;

    @Inject
    Database database;

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
    void givesASilentWorkersInvocationAwayWithItsJournal() {
        var first = run();
        var lost = "lost-" + UUID.randomUUID();
        worker.beat(lost, false, List.of());
        worker.start(first, lost);
        worker.call(first, SampleUsage.call(tenant));
        worker.step(first, "draft", Map.of("text", "Hello"));
        worker.announce(first, SampleUsage.call(tenant).number(2), "small");

        var second = worker.take(tenant, 2);

        assertThat(second.journal()).hasSize(1);
        assertThat(second.journal().getFirst().at().step()).isEqualTo("draft");
        assertThat(second.journal().getFirst().output().path("text").asText()).isEqualTo("Hello");
        assertThat(second.deadline()).isEqualTo(first.deadline());
        awaitStop(first.ref(), StopReason.SUPERSEDED);
        // The call that was announced and never told of is in the ledger, with nothing known.
        await().untilAsserted(() ->
                assertThat(events().getList("items.source")).containsExactlyInAnyOrder("provider", "estimated"));
        assertThat(events().getString("items.find { it.source == 'estimated' }.route"))
                .isEqualTo("small");
        worker.start(second);
        worker.end(second, TestWorker.succeeded(second, "done", 0));
        var ended = awaitState(first, "succeeded");
        assertThat(ended.getInt("attempt")).isEqualTo(2);
        assertThat(ended.getInt("usage.modelCalls")).isEqualTo(2);
        assertThat(ended.getInt("usage.inputTokens")).isEqualTo(100);
        // What the lost worker tells after all corrects the estimate and counts no further call.
        worker.queue().tell(SampleUsage.call(tenant).of(first.ref()).number(2).event());
        await().untilAsserted(() -> {
            var usage = read(first);
            assertThat(usage.getInt("usage.inputTokens")).isEqualTo(200);
            assertThat(usage.getInt("usage.modelCalls")).isEqualTo(2);
        });
    }

    @Test
    void ignoresWhatAnOlderAttemptTells() {
        var first = run();
        worker.start(first, "lost-" + UUID.randomUUID());
        var second = worker.take(tenant, 2);
        worker.start(second);

        worker.step(first, "draft", Map.of("text", "ghost"));
        worker.queue().tell(TestWorker.succeeded(first, "ghost", 0));
        worker.queue().tell(new InvocationStarted(first.ref(), Instant.now(), "ghost"));
        worker.end(second, TestWorker.succeeded(second, "real", 0));

        assertThat(awaitState(first, "succeeded").getString("output")).isEqualTo("real");
        assertThat(steps(first).getList("items")).isEmpty();
    }

    @Test
    void takesWhatAStoppingWorkerHandsOverAtOnce() {
        var first = run();
        worker.start(first);

        worker.beat("stopping-" + UUID.randomUUID(), true, List.of(first.ref()));

        assertThat(worker.take(tenant, 2).ref().invocationId())
                .isEqualTo(first.ref().invocationId());
    }

    @Test
    void failsWhatLosesEveryWorker() {
        var first = run();
        for (int attempt = 1; attempt <= 3; attempt++) {
            worker.start(worker.take(tenant, attempt), "lost-" + UUID.randomUUID());
        }

        var ended = awaitState(first, "failed");

        assertThat(ended.getString("problem.code")).isEqualTo("worker-lost");
        assertThat(worker.of(tenant, 4)).isEmpty();
    }

    @Test
    void leavesALivingWorkersInvocationAlone() {
        var first = run();
        worker.start(first);

        await().during(Duration.ofSeconds(4))
                .atMost(Duration.ofSeconds(6))
                .until(() -> worker.of(tenant, 2).isEmpty());
    }

    @Test
    void bringsEventsToOneEndInWhateverOrderAndNumberTheyCome() {
        var request = run();
        var usage = SampleUsage.call(tenant);
        for (int i = 0; i < 3; i++) {
            worker.queue().tell(TestWorker.succeeded(request, "done", 1));
            worker.step(request, "draft", Map.of("text", "once"));
            worker.call(request, usage);
            worker.queue().tell(TestWorker.failed(request, "internal"));
            worker.start(request);
        }

        var ended = awaitState(request, "succeeded");
        await().untilAsserted(() -> assertThat(steps(request).getList("items")).hasSize(1));
        await().untilAsserted(() -> assertThat(events().getList("items")).hasSize(1));
        assertThat(ended.getString("output")).isEqualTo("done");
        assertThat(read(request).getInt("usage.modelCalls")).isEqualTo(1);
    }

    @Test
    void endsWhatIsOverItsDeadline() {
        TestApp.release(tenant = TestTenant.create(), "1s");
        var request = run();
        worker.start(request);

        var ended = awaitState(request, "expired");

        assertThat(ended.getString("problem.code")).isEqualTo("deadline-exceeded");
        awaitStop(request.ref(), StopReason.DEADLINE);
    }

    @Test
    void cancelsWhatIsQueuedAtOnce() {
        var request = run();

        cancel(request).then().statusCode(200).body("state", equalTo("cancelled"));

        awaitStop(request.ref(), StopReason.CANCELLED);
        worker.queue().tell(TestWorker.succeeded(request, "late", 0));
        cancel(request).then().statusCode(200).body("state", equalTo("cancelled"));
    }

    @Test
    void cancelsWhatRunsThroughItsWorker() {
        var request = run();
        worker.start(request);
        awaitState(request, "running");

        cancel(request).then().statusCode(202).body("state", equalTo("running"));
        awaitStop(request.ref(), StopReason.CANCELLED);
        worker.end(request, TestWorker.cancelled(request));

        assertThat(awaitState(request, "cancelled").getString("problem.code")).isEqualTo("cancelled");
    }

    @Test
    void cancelsWhatRunsThoughItsWorkerSaysNothing() {
        var request = run();
        worker.start(request);
        awaitState(request, "running");

        cancel(request);

        awaitState(request, "cancelled");
    }

    @Test
    void producesAgainWhatKafkaDidNotAcknowledge() {
        var request = run();
        await().until(() -> changed("produced_at is not null", request));

        database.useProjection(handle -> handle.createUpdate(
                        "update invocation set produced_at = null, sweep_after = now() where tenant_id = :tenant")
                .bind("tenant", tenant.id())
                .execute());

        await().until(() -> worker.of(tenant, 1).size() == 2);
        assertThat(worker.of(tenant, 1)).extracting(InvocationRequested::ref).containsOnly(request.ref());
        await().until(() -> changed("produced_at is not null", request));
    }

    private boolean changed(String condition, InvocationRequested request) {
        return database.asProjection(handle -> handle.createQuery(
                                "select count(*) from invocation where tenant_id = :tenant and id = :id and "
                                        + condition)
                        .bind("tenant", request.ref().tenantId())
                        .bind("id", request.ref().invocationId())
                        .mapTo(Integer.class)
                        .one())
                == 1;
    }

    private InvocationRequested run() {
        tenant.asKey()
                .header("Prefer", "respond-async")
                .body(Map.of("inputs", Map.of("name", "Ada")))
                .post("/v1/apps/greeter/invocations")
                .then()
                .statusCode(202);
        return worker.take(tenant, 1);
    }

    private io.restassured.response.Response cancel(InvocationRequested request) {
        return tenant.asKey()
                .post("/v1/invocations/%s/cancel".formatted(request.ref().invocationId()));
    }

    private JsonPath read(InvocationRequested request) {
        return tenant.asKey()
                .get("/v1/invocations/" + request.ref().invocationId())
                .jsonPath();
    }

    private JsonPath steps(InvocationRequested request) {
        return tenant.asKey()
                .get("/v1/invocations/%s/steps".formatted(request.ref().invocationId()))
                .jsonPath();
    }

    private JsonPath events() {
        return tenant.asKey()
                .get("/v1/usage/events?from=2026-01-01T00:00:00Z&to=2030-01-01T00:00:00Z")
                .jsonPath();
    }

    private JsonPath awaitState(InvocationRequested request, String state) {
        return await().atMost(Duration.ofSeconds(20))
                .until(() -> read(request), run -> state.equals(run.getString("state")));
    }

    private static void awaitStop(InvocationRef ref, StopReason reason) {
        TestQueue.records(TestQueue.topics().control(), record -> {
            try {
                return Wire.read(record.value(), ControlMessage.class) instanceof StopInvocation stop
                        && stop.ref().equals(ref)
                        && stop.reason() == reason;
            } catch (Exception e) {
                return false;
            }
        });
    }
}
