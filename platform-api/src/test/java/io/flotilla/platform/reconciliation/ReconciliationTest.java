package io.flotilla.platform.reconciliation;

import static io.flotilla.platform.testing.Catalogue.asSuperuser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.flotilla.messages.InvocationRequested;
import io.flotilla.platform.testing.PlatformTest;
import io.flotilla.platform.testing.SampleUsage;
import io.flotilla.platform.testing.TestApp;
import io.flotilla.platform.testing.TestTenant;
import io.flotilla.platform.testing.TestWorker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@PlatformTest
class ReconciliationTest {
    private static TestWorker worker;
    private TestTenant tenant;
    private InvocationRequested ran;

    @BeforeAll
    static void hire() {
        worker = new TestWorker();
    }

    @AfterAll
    static void dismiss() throws InterruptedException {
        worker.close();
    }

    /// An invocation under a budget that ran, was paid for, and left nothing open.
    @BeforeEach
    void oneThatRan() {
        tenant = TestTenant.create();
        TestApp.releasePriced(tenant, "0.001");
        tenant.asKey()
                .body(Map.of("period", "month", "limit", Map.of("nano", 10_000_000, "currency", "CNY")))
                .put("/v1/budgets/month")
                .then()
                .statusCode(201);
        tenant.asKey()
                .header("Prefer", "respond-async")
                .body(Map.of("inputs", Map.of("name", "Ada")))
                .post("/v1/apps/greeter/invocations");
        ran = worker.take(tenant, 1);
        worker.start(ran);
        worker.call(
                ran,
                SampleUsage.call(tenant)
                        .cost(400_000L, "CNY")
                        .at(ran.createdAt().toString()));
        worker.end(ran, TestWorker.succeeded(ran, Map.of("text", "Hello"), 1));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> tenant.asKey()
                        .get("/v1/budgets/month")
                        .then()
                        .body("held.nano", equalTo(0))
                        .body("committed.nano", equalTo(400_000)));
    }

    @Test
    void findsNothingWhenAllAgrees() {
        tenant.asKey()
                .get("/v1/usage/reconciliation")
                .then()
                .statusCode(200)
                .body("invariants", hasSize(Invariant.values().length))
                .body("differences", hasSize(0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ledger-equals-roll-ups         | update usage_hour set calls = calls + 1
            ledger-equals-roll-ups         | delete from usage_hour
            ledger-equals-roll-ups         | update usage_hour set cost_nano = cost_nano - 1
            committed-equals-ledger        | update budget_period set committed_nano = committed_nano + 1
            held-equals-holds              | update budget_period set held_nano = 7
            hard-budget-not-overshot       | update budget_period set committed_nano = 10000001
            announced-calls-in-the-ledger  | update invocation set finished_at = now() - interval '3 minutes'
            nothing-held-for-the-ended     | update invocation set finished_at = now() - interval '3 minutes'
            """)
    void namesWhatDiffers(String invariant, String damage) {
        prepare(invariant);
        asSuperuser(handle -> handle.createUpdate(damage + " where tenant_id = :tenant")
                .bind("tenant", tenant.id().value())
                .execute());

        var report = tenant.asKey().get("/v1/usage/reconciliation").jsonPath();

        assertThat(report.getList("differences.invariant", String.class)).contains(invariant);
        assertThat(report.getList("differences.tenant", String.class))
                .containsOnly(tenant.id().toString());
        var all = TestTenant.asOperator().get("/v1/platform/reconciliation").jsonPath();
        assertThat(all.getList(
                        "differences.findAll { it.tenant == '%s' }.invariant".formatted(tenant.id()), String.class))
                .contains(invariant);
    }

    /// The sweeper would put it right before anybody looks, so it is looked at within the transaction that damages it.
    @Test
    void namesWhatStaysInTheOutbox() {
        List<String> found = asSuperuser(handle -> {
            handle.savepoint("whole");
            handle.createUpdate("""
                            update invocation set state = 'queued', finished_at = null, produced_at = null, sweep_after = now() - interval '3 minutes'
                            where tenant_id = :tenant
                            """).bind("tenant", tenant.id().value()).execute();
            var differences = handle.createQuery("select difference from (%s) d where tenant_id = :tenant"
                            .formatted(Invariant.OUTBOX_IS_EMPTY.sql()))
                    .bind("tenant", tenant.id().value())
                    .mapTo(String.class)
                    .list();
            handle.rollbackToSavepoint("whole");
            return differences;
        });

        assertThat(found)
                .singleElement()
                .asString()
                .contains(ran.ref().invocationId().toString(), "not produced");
    }

    @Test
    void isForThoseWhoReadUsageAndForOperators() {
        tenant.asKeyWith("apps:read").get("/v1/usage/reconciliation").then().statusCode(403);
        tenant.asOwner().get("/v1/platform/reconciliation").then().statusCode(403);
    }

    /// What cannot be reached by damage alone.
    private void prepare(String invariant) {
        switch (invariant) {
            case "announced-calls-in-the-ledger" ->
                insert(
                        "insert into call_dispatch (tenant_id, invocation_id, id, attempt, call) values (:tenant, :id, :other, 1, '{}')");
            case "nothing-held-for-the-ended" -> {
                insert("""
                        update invocation set reckon_at = now() + interval '1 hour'
                        where tenant_id = :tenant and id = :id and :other is not null
                        """);
                insert("""
                        insert into budget_hold (tenant_id, invocation_id, budget_id, starts_at, held_nano)
                        select tenant_id, :id, budget_id, starts_at, 0 from budget_period
                        where tenant_id = :tenant and :other is not null
                        """);
            }
            case "hard-budget-not-overshot" ->
                insert(
                        "update budget set updated_at = '2020-01-01' where tenant_id = :tenant and :id is not null and :other is not null");
            default -> assertThat(invariant).isNotBlank();
        }
    }

    private void insert(String sql) {
        asSuperuser(handle -> handle.createUpdate(sql)
                .bind("tenant", tenant.id().value())
                .bind("id", ran.ref().invocationId())
                .bind("other", UUID.randomUUID())
                .execute());
    }
}
