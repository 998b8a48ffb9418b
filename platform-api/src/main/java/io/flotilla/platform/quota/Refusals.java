package io.flotilla.platform.quota;

import io.flotilla.platform.access.Caller;
import io.flotilla.platform.audit.Audit;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.database.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;

/// Tells in the audit that a budget refuses: by its first refusal and then once an hour, however many it refuses, through
/// whichever instance.
@ApplicationScoped
public class Refusals {
    private static final Duration EVERY = Duration.ofHours(1);
    /// An instance asks the database no oftener than this, and forgets whom it asked for when they are too many.
    private static final Duration ASK_EVERY = Duration.ofSeconds(30);

    private static final int MOST_REMEMBERED = 10_000;

    private final Database database;
    private final Audit audit;
    private final Clock clock;
    private final Map<Place, Instant> asked = new ConcurrentHashMap<>();

    Refusals(Database database, Audit audit, Clock clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    /// The budget of this name refused an invocation of the app. Called once the transaction that it refused is over.
    public void tell(Caller caller, String budget, String app, String why) {
        var tenant = caller.tenant();
        var now = clock.instant();
        if (!isDue(new Place(tenant, budget), now)) return;
        database.useTenant(tenant, handle -> {
            if (Periods.named(handle, tenant, now, budget).isEmpty() || !take(handle, tenant, budget, now)) return;
            audit.record(
                    handle,
                    tenant,
                    caller.principal().label(),
                    "budget.refused",
                    budget,
                    Map.of("app", app, "reason", why));
        });
    }

    private boolean isDue(Place place, Instant now) {
        if (asked.size() > MOST_REMEMBERED) asked.clear();
        return asked.merge(place, now, (before, at) -> before.plus(ASK_EVERY).isAfter(at) ? before : at)
                .equals(now);
    }

    private static boolean take(Handle handle, TenantId tenant, String budget, Instant now) {
        return handle.createUpdate("""
                        update budget_period p set refused_at = :now
                        from budget b
                        where b.tenant_id = :tenant and b.name = :budget and (p.tenant_id, p.budget_id) = (b.tenant_id, b.id)
                          and p.starts_at = date_trunc(b.period, cast(:now as timestamptz), tenant_zone(b.tenant_id))
                          and (p.refused_at is null or p.refused_at <= :due)
                        """)
                .bind("now", now)
                .bind("due", now.minus(EVERY))
                .bind("tenant", tenant)
                .bind("budget", budget)
                .execute()
                > 0;
    }

    private record Place(TenantId tenant, String budget) {}
}
