package io.flotilla.platform.invocation.stream;

import static io.flotilla.platform.testing.Catalogue.asSuperuser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flotilla.messages.InvocationRequested;
import io.flotilla.messages.ReplyFrame;
import io.flotilla.messages.RunEnd;
import io.flotilla.messages.UsageRecorded;
import io.flotilla.messages.Wire;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.testing.PlatformTest;
import io.flotilla.platform.testing.SampleUsage;
import io.flotilla.platform.testing.TestApp;
import io.flotilla.platform.testing.TestTenant;
import io.flotilla.platform.testing.TestWorker;
import io.flotilla.platform.usage.Ledger;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@PlatformTest
class SettlementTest {
    private static TestWorker worker;

    @Inject
    Database database;

    @Inject
    Settlement settlement;

    @Inject
    Ledger ledger;

    @BeforeAll
    static void hire() {
        worker = new TestWorker();
    }

    @AfterAll
    static void dismiss() throws InterruptedException {
        worker.close();
    }

    @Test
    void waitsForWhoTookTheInvocationFirstAndThenAddsToTheLedger() throws Exception {
        var tenant = TestTenant.create();
        TestApp.release(tenant);
        var request = submitted(tenant);
        var usage = SampleUsage.call(tenant).of(request.ref()).event();
        var backend = new int[1];
        var taken = new CountDownLatch(1);
        var waits = new CountDownLatch(1);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var reckoning = threads.submit(() -> {
                database.useProjection(handle -> {
                    backend[0] = backend(handle);
                    takeInvocation(handle, request);
                    taken.countDown();
                    awaitLatch(waits);
                    ledger.add(handle, List.of(usage));
                });
                return true;
            });
            awaitLatch(taken);
            var settling = threads.submit(
                    () -> settlement.settle(tenant.id(), request.ref().invocationId(), end(request, usage)));
            await().atMost(Duration.ofSeconds(20)).until(() -> isWaitedFor(backend[0]));
            waits.countDown();

            assertThat(reckoning.get()).isTrue();
            var settled = settling.get().orElseThrow();
            assertThat(settled.invocation().state().word()).isEqualTo("succeeded");
            assertThat(settled.usage().modelCalls()).isEqualTo(1);
        }
    }

    private static InvocationRequested submitted(TestTenant tenant) {
        tenant.asKey()
                .header("Prefer", "respond-async")
                .body(Map.of("inputs", Map.of("name", "Ada")))
                .post("/v1/apps/greeter/invocations")
                .then()
                .statusCode(202);
        return worker.take(tenant, 1);
    }

    private static Waiter.Signal end(InvocationRequested request, UsageRecorded usage) {
        var end = new RunEnd(TestWorker.succeeded(request, Map.of("text", "Hello"), 1), List.of(usage));
        return new Waiter.Signal.Frame(new ReplyFrame(request.ref(), 9, "invocation.finished", Wire.tree(end)));
    }

    private static void takeInvocation(Handle handle, InvocationRequested request) {
        handle.createUpdate("update invocation set reckon_at = null where tenant_id = :tenant and id = :id")
                .bind("tenant", request.ref().tenantId())
                .bind("id", request.ref().invocationId())
                .execute();
    }

    private static int backend(Handle handle) {
        return handle.createQuery("select pg_backend_pid()").mapTo(int.class).one();
    }

    private static boolean isWaitedFor(int backend) {
        return asSuperuser(handle -> handle.createQuery(
                        "select exists (select 1 from pg_stat_activity where :backend = any (pg_blocking_pids(pid)))")
                .bind("backend", backend)
                .mapTo(boolean.class)
                .one());
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
