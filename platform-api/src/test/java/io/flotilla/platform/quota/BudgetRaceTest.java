package io.flotilla.platform.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.flotilla.messages.InvocationRef;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.invocation.state.InvocationIds;
import io.flotilla.platform.problem.Fault;
import io.flotilla.platform.testing.PlatformTest;
import io.flotilla.platform.testing.SampleUsage;
import io.flotilla.platform.testing.TestTenant;
import io.flotilla.platform.usage.Ledger;
import io.flotilla.platform.usage.Money;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// Many who want more than there is, at once.
@PlatformTest
class BudgetRaceTest {
    private static final int CLIENTS = 64;
    private static final long WORST = 1_000_000;
    private static final Spender SPENDER =
            new Spender("finance.banking.complaint-reply", "complaint-desk", null, List.of());

    @Inject
    Database database;

    @Inject
    Holds holds;

    @Inject
    Ledger ledger;

    @RepeatedTest(3)
    void admitsExactlyWhatIsCoveredAndEndsWithWhatTheLedgerSays() throws Exception {
        var tenant = TestTenant.create();
        put(tenant, "whole", Map.of("level", "tenant"), 500 * WORST);
        put(tenant, "by-app", Map.of("level", "app", "subject", "complaint-desk"), 900 * WORST);
        put(tenant, "by-scenario", Map.of("level", "scenario", "subject", SPENDER.scenario()), 500 * WORST);

        var admitted = race(tenant, 12);

        assertThat(admitted).hasSize(500);
        assertThat(budget(tenant, "whole").getLong("held.nano")).isEqualTo(500 * WORST);
        settle(tenant, admitted);
        release(admitted);
        for (var each : List.of("whole", "by-app", "by-scenario")) {
            assertThat(budget(tenant, each).getLong("held.nano")).isZero();
            assertThat(budget(tenant, each).getLong("committed.nano")).isEqualTo(500 * 700_000);
        }
    }

    @Test
    void neverGoesOverWhileHoldsAreSettledAndReleased() throws Exception {
        var tenant = TestTenant.create();
        put(tenant, "whole", Map.of("level", "tenant"), 200 * WORST);

        var all = new ConcurrentLinkedQueue<InvocationRef>();
        for (int round = 0; round < 3; round++) {
            var admitted = race(tenant, 6);
            all.addAll(admitted);
            var now = budget(tenant, "whole");
            assertThat(now.getLong("committed.nano") + now.getLong("held.nano")).isLessThanOrEqualTo(200 * WORST);
            settle(tenant, admitted);
            release(admitted);
        }

        var end = budget(tenant, "whole");
        assertThat(end.getLong("held.nano")).isZero();
        assertThat(end.getLong("committed.nano"))
                .isEqualTo(all.size() * 700_000L)
                .isLessThanOrEqualTo(200 * WORST);
        assertThat(all.size()).isGreaterThan(200);
    }

    private List<InvocationRef> race(TestTenant tenant, int each) throws Exception {
        var admitted = new ConcurrentLinkedQueue<InvocationRef>();
        Callable<Boolean> client = () -> {
            for (int i = 0; i < each; i++) admit(tenant, admitted);
            return true;
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var end : threads.invokeAll(
                    IntStream.range(0, CLIENTS).mapToObj(i -> client).toList())) end.get();
        }
        return List.copyOf(admitted);
    }

    private void admit(TestTenant tenant, ConcurrentLinkedQueue<InvocationRef> admitted) {
        var now = Instant.now();
        var id = InvocationIds.next(now);
        var bill = new WorstBill.AtMost(new Money(WORST, "CNY"));
        try {
            database.inTenant(tenant.id(), handle -> holds.take(handle, tenant.id(), id, now, SPENDER, () -> bill));
            admitted.add(new InvocationRef(tenant.id().value(), id, 1));
        } catch (Fault.QuotaExceeded e) {
            assertThat(e.detail()).contains("The budget '");
        }
    }

    /// Each cost less than was held for it; some are told twice.
    private void settle(TestTenant tenant, List<InvocationRef> admitted) {
        var events = new ArrayList<>(admitted.stream()
                .map(ref ->
                        SampleUsage.call(tenant).of(ref).cost(700_000L, "CNY").event())
                .toList());
        events.addAll(events.subList(0, Math.min(20, events.size())));
        database.useProjection(handle -> ledger.add(handle, events));
        database.useProjection(handle -> ledger.add(handle, events.subList(0, 1)));
    }

    private void release(List<InvocationRef> admitted) {
        database.useProjection(handle -> Holds.release(handle, admitted));
        database.useProjection(handle -> Holds.release(handle, admitted));
    }

    private static void put(TestTenant tenant, String name, Map<String, String> node, long limit) {
        tenant.asKey()
                .body(Map.of("node", node, "period", "month", "limit", Map.of("nano", limit, "currency", "CNY")))
                .put("/v1/budgets/" + name)
                .then()
                .statusCode(201);
    }

    private static JsonPath budget(TestTenant tenant, String name) {
        return tenant.asKey()
                .get("/v1/budgets/" + name)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
