package io.flotilla.platform.invocation.upkeep;

import io.flotilla.messages.Call;
import io.flotilla.messages.InvocationRef;
import io.flotilla.messages.Units;
import io.flotilla.messages.UsageRecorded;
import io.flotilla.messages.UsageSource;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.invocation.state.Invocation;
import io.flotilla.platform.invocation.state.Invocations;
import io.flotilla.platform.invocation.state.Json;
import io.flotilla.platform.queue.Queue;
import io.flotilla.platform.usage.Ledger;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Handle;

/// Holds announced calls against the ledger where a run did not end by itself. A call that nobody told of may
/// have been made and paid: it gets a row of its own, with source `estimated`, nothing known of what it used, and the
/// most that it can cost where that is known.
@ApplicationScoped
class Reckoning {
    private static final int AT_ONCE = 100;

    private final Queue queue;
    private final Database database;
    private final Ledger ledger;
    private final UpkeepConfig config;
    private final Clock clock;

    Reckoning(Queue queue, Database database, Ledger ledger, UpkeepConfig config, Clock clock) {
        this.queue = queue;
        this.database = database;
        this.ledger = ledger;
        this.config = config;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        queue.keepRunningAnyway("reckoning", this::watch);
    }

    private void watch(BooleanSupplier stopping) {
        while (!stopping.getAsBoolean()) {
            int done = database.asProjection(this::reckon);
            if (done < AT_ONCE) queue.pause(config.every());
        }
    }

    /// Takes the invocations before the ledger's rows, as everybody does who changes both, and none that another has.
    private int reckon(Handle handle) {
        var due = handle.createQuery(
                        """
                        update invocation i set reckon_at = null
                        from (select tenant_id, id from invocation where reckon_at < now()
                              order by id limit :most for update skip locked) due
                        where (i.tenant_id, i.id) = (due.tenant_id, due.id)
                        returning i.*
                        """)
                .bind("most", AT_ONCE)
                .map((row, context) -> Invocations.read(row))
                .list();
        var untold = due.stream().flatMap(each -> untold(handle, each).stream()).toList();
        if (!untold.isEmpty()) ledger.add(handle, untold);
        return due.size();
    }

    /// Announced calls without a row in the ledger: those of attempts that were lost, and all once it has
    /// ended.
    private List<UsageRecorded> untold(Handle handle, Invocation invocation) {
        return handle.createQuery(
                        """
                        select d.attempt, d.call, d.route from call_dispatch d
                        where d.tenant_id = :tenant and d.invocation_id = :invocation and (:ended or d.attempt < :attempt)
                          and not exists (select 1 from usage_event u
                                          where (u.tenant_id, u.invocation_id, u.id) = (d.tenant_id, d.invocation_id, d.id))
                        """)
                .bind("tenant", invocation.tenantId())
                .bind("invocation", invocation.id())
                .bind("ended", invocation.state().ended())
                .bind("attempt", invocation.attempt())
                .map((row, context) -> estimate(
                        invocation,
                        row.getInt("attempt"),
                        Json.read(row.getString("call"), Call.class),
                        row.getString("route")))
                .list();
    }

    private UsageRecorded estimate(Invocation invocation, int attempt, Call call, String route) {
        return new UsageRecorded(
                new InvocationRef(invocation.tenantId(), invocation.id(), attempt),
                call,
                invocation.scenario(),
                invocation.app(),
                invocation.version(),
                invocation.environment(),
                invocation.caller(),
                invocation.apiKeyId(),
                route,
                Units.UNKNOWN,
                call.price() == null ? null : call.ceilingNano(),
                call.price() == null ? null : call.price().currency(),
                UsageSource.ESTIMATED,
                "worker-lost",
                Double.NaN,
                clock.instant());
    }
}
