package io.flotilla.platform.quota;

import io.flotilla.platform.access.Caller;
import io.flotilla.platform.audit.Audit;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.page.Page;
import io.flotilla.platform.page.PageRequest;
import io.flotilla.platform.problem.Fault;
import io.flotilla.platform.resource.Name;
import io.flotilla.platform.resource.Revision;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The tenant's budgets.
@ApplicationScoped
class Budgets {
    private final Database database;
    private final Audit audit;
    private final Clock clock;

    Budgets(Database database, Audit audit, Clock clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    Page<Budget> list(TenantId tenant, PageRequest page) {
        var after = page.after(Name::cursor).orElse("");
        var rows = database.inTenant(
                tenant, handle -> Periods.after(handle, tenant, clock.instant(), after, page.rows()));
        return Page.cut(rows, page, Budget::name);
    }

    Budget byName(TenantId tenant, String name) {
        return database.inTenant(tenant, handle -> read(handle, tenant, name));
    }

    /// The budget as asked for, new or replaced. What a replaced one counts begins anew from the ledger when it is now
    /// about something else.
    Put put(Caller caller, BudgetRequest.Checked request, @Nullable String ifMatch) {
        var tenant = caller.tenant();
        return database.inTenant(tenant, handle -> {
            var before = locked(handle, tenant, request.name());
            if (before.isPresent()) before.get().revision.match(ifMatch);
            else Revision.matchNone(ifMatch);
            var seen = Periods.named(handle, tenant, clock.instant(), request.name()).orElse(null);
            if (before.isPresent() && before.get().counts(request)) change(handle, tenant, request);
            else replace(handle, tenant, request, before.map(each -> each.revision.number()).orElse(0) + 1);
            var after = read(handle, tenant, request.name());
            audit.changed(handle, tenant, "budget.set", request.name(), details(request), seen, after);
            return new Put(after, before.isEmpty());
        });
    }

    void delete(Caller caller, String name) {
        database.useTenant(caller.tenant(), handle -> {
            var before = read(handle, caller.tenant(), name);
            if (drop(handle, caller.tenant(), name) == 0) throw Fault.notFound();
            audit.changed(handle, caller.tenant(), "budget.deleted", name, before, null);
        });
    }

    private Budget read(Handle handle, TenantId tenant, String name) {
        return Periods.named(handle, tenant, clock.instant(), name).orElseThrow(Fault::notFound);
    }

    private static Optional<Before> locked(Handle handle, TenantId tenant, String name) {
        return handle.createQuery("select * from budget where tenant_id = :tenant and name = :name for update")
                .bind("tenant", tenant)
                .bind("name", name)
                .map((row, context) -> new Before(
                        new Node(Level.of(row.getString("level")), row.getString("subject")),
                        row.getString("period"),
                        row.getString("currency"),
                        new Revision(row.getInt("revision"))))
                .findOne();
    }

    private static void change(Handle handle, TenantId tenant, BudgetRequest.Checked request) {
        handle.createUpdate(
                        """
                        update budget set limit_nano = :limit, mode = :mode, revision = revision + 1, updated_at = now()
                        where tenant_id = :tenant and name = :name
                        """)
                .bind("limit", request.limit().nano())
                .bind("mode", request.mode())
                .bind("tenant", tenant)
                .bind("name", request.name())
                .execute();
    }

    private static void replace(Handle handle, TenantId tenant, BudgetRequest.Checked request, int revision) {
        drop(handle, tenant, request.name());
        handle.createUpdate(
                        """
                        insert into budget (tenant_id, name, level, subject, period, limit_nano, currency, mode, revision)
                        values (:tenant, :name, :level, :subject, :period, :limit, :currency, :mode, :revision)
                        """)
                .bind("tenant", tenant)
                .bind("name", request.name())
                .bind("level", request.node().level().word())
                .bind("subject", request.node().subject())
                .bind("period", request.period())
                .bind("limit", request.limit().nano())
                .bind("currency", request.limit().currency())
                .bind("mode", request.mode())
                .bind("revision", revision)
                .execute();
    }

    private static int drop(Handle handle, TenantId tenant, String name) {
        return handle.createUpdate("delete from budget where tenant_id = :tenant and name = :name")
                .bind("tenant", tenant)
                .bind("name", name)
                .execute();
    }

    private static Map<String, String> details(BudgetRequest.Checked request) {
        return Map.of(
                "node", request.node().toString(),
                "period", request.period(),
                "limitNano", Long.toString(request.limit().nano()),
                "currency", request.limit().currency(),
                "mode", request.mode());
    }

    /// A budget, and whether it is new.
    record Put(Budget budget, boolean created) {}

    private record Before(Node node, String period, String currency, Revision revision) {
        /// Whether it counts what the request wants counted.
        boolean counts(BudgetRequest.Checked request) {
            return node.equals(request.node())
                    && period.equals(request.period())
                    && currency.equals(request.limit().currency());
        }
    }
}
