package io.flotilla.platform.quota;

import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.usage.Ledger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// The days and months of budgets. A period begins with what the ledger knows of it already, so that a budget made in
/// the middle of a month counts the whole month.
final class Periods {
    /// How a budget finds what is its own in rows `e` that say scenario, app and key.
    static final String COVERS =
            """
            b.subject = case b.level when 'tenant' then '' when 'scenario' then e.scenario when 'app' then e.app
                                     else e.api_key_id::text end""";

    private static final String SELECT =
            """
            select b.*, s.starts_at, date_add(s.starts_at, ('1 ' || b.period)::interval, tenant_zone(b.tenant_id)) as ends_at,
                   p.committed_nano, p.held_nano
            from budget b
            cross join lateral (select date_trunc(b.period, cast(:now as timestamptz), tenant_zone(b.tenant_id)) as starts_at) s
            left join budget_period p on (p.tenant_id, p.budget_id, p.starts_at) = (b.tenant_id, b.id, s.starts_at)
            where b.tenant_id = :tenant and %s
            order by b.tenant_id, b.%s
            limit :rows
            """;
    private static final String OPEN =
            """
            insert into budget_period (tenant_id, budget_id, starts_at, committed_nano, held_nano)
            select b.tenant_id, b.id, s.starts_at, coalesce((
                       select sum(e.cost_nano) from usage_event e
                       where e.tenant_id = b.tenant_id and e.currency = b.currency
                         and e.invocation_id >= first_id_at(s.starts_at)
                         and e.invocation_id < first_id_at(date_add(s.starts_at, ('1 ' || b.period)::interval, tenant_zone(b.tenant_id)))
                         and %s), 0), 0
            from budget b
            cross join lateral (select date_trunc(b.period, cast(:now as timestamptz), tenant_zone(b.tenant_id)) as starts_at) s
            where b.tenant_id = :tenant
            order by b.id
            on conflict do nothing
            """
                    .formatted(COVERS);

    private Periods() {}

    /// The budgets over an invocation with their present periods, in the order in which they are locked.
    static List<Budget> over(Handle handle, TenantId tenant, Instant now, Spender spender) {
        var condition =
                """
                (b.level, b.subject) in (('tenant', ''), ('scenario', :scenario), ('app', :app), ('key', :key))""";
        return read(handle, tenant, now, condition, "id", query -> query.bind("scenario", spender.scenario())
                .bind("app", spender.app())
                .bind("key", spender.key())
                .bind("rows", Integer.MAX_VALUE));
    }

    /// Budgets by name, after `name`.
    static List<Budget> after(Handle handle, TenantId tenant, Instant now, String name, int rows) {
        return read(handle, tenant, now, "b.name > :name", "name", query -> query.bind("name", name)
                .bind("rows", rows));
    }

    /// The budget of this name.
    static Optional<Budget> named(Handle handle, TenantId tenant, Instant now, String name) {
        return read(handle, tenant, now, "b.name = :name", "name", query -> query.bind("name", name).bind("rows", 1))
                .stream()
                .findFirst();
    }

    private static List<Budget> read(
            Handle handle, TenantId tenant, Instant now, String condition, String order, Binding binding) {
        var sql = SELECT.formatted(condition, order);
        var query = binding.bind(
                handle.createQuery(sql).bind("tenant", tenant).bind("now", now));
        var found = query.map((row, context) -> new Found(Budget.of(row), row.getObject("held_nano") != null))
                .list();
        if (found.stream().allMatch(Found::open)) return found.stream().map(Found::budget).toList();
        open(handle, tenant, now);
        return read(handle, tenant, now, condition, order, binding);
    }

    /// Opens the present periods of all the tenant's budgets. While it reads the ledger nobody adds to it.
    private static void open(Handle handle, TenantId tenant, Instant now) {
        Ledger.freeze(handle);
        handle.createUpdate(OPEN).bind("tenant", tenant).bind("now", now).execute();
    }

    private record Found(Budget budget, boolean open) {}

    private interface Binding {
        Query bind(Query query);
    }
}
