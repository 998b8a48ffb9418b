package io.flotilla.platform.quota;

import io.flotilla.platform.audit.Audit;
import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.queue.Column;
import io.flotilla.platform.usage.LedgerListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Turns what is held into what is committed, by each new row of the ledger, and tells of thresholds. An invocation's
/// cost belongs to the day and month in which it was admitted, which its id says.
@ApplicationScoped
class Settling implements LedgerListener {
    private static final List<Integer> THRESHOLDS = List.of(50, 80, 100);
    private static final String SETTLE =
            """
            with e as (
                select * from unnest(:tenants, :invocations, :scenarios, :apps, :keys, :costs, :currencies)
                    as e (tenant_id, invocation_id, scenario, app, api_key_id, cost_nano, currency)),
            bill as (
                select e.tenant_id, e.invocation_id, b.id as budget_id,
                       date_trunc(b.period, uuid_extract_timestamp(e.invocation_id), tenant_zone(b.tenant_id)) as starts_at,
                       sum(e.cost_nano)::bigint as cost_nano
                from e join budget b on b.tenant_id = e.tenant_id and b.currency = e.currency and %s
                where uuid_extract_timestamp(e.invocation_id) is not null
                group by 1, 2, 3, 4),
            held as (
                select h.tenant_id, h.invocation_id, h.budget_id, bill.cost_nano
                from budget_hold h join bill using (tenant_id, invocation_id, budget_id)
                order by 1, 2, 3 for update of h),
            taken as (
                update budget_hold h set held_nano = h.held_nano - least(h.held_nano, greatest(held.cost_nano, 0))
                from held
                where (h.tenant_id, h.invocation_id, h.budget_id) = (held.tenant_id, held.invocation_id, held.budget_id)
                returning h.tenant_id, h.budget_id, h.starts_at, old.held_nano - new.held_nano as taken_nano),
            sums as (
                select tenant_id, budget_id, starts_at, sum(cost_nano)::bigint as cost_nano, sum(taken_nano)::bigint as taken_nano
                from (select tenant_id, budget_id, starts_at, cost_nano, 0 as taken_nano from bill
                      union all select tenant_id, budget_id, starts_at, 0, taken_nano from taken) both_sides
                group by 1, 2, 3),
            locked as (
                select p.tenant_id, p.budget_id, p.starts_at, sums.cost_nano, sums.taken_nano
                from budget_period p join sums using (tenant_id, budget_id, starts_at)
                order by 1, 2, 3 for update of p),
            settled as (
                update budget_period p
                set committed_nano = p.committed_nano + locked.cost_nano, held_nano = p.held_nano - locked.taken_nano
                from locked
                where (p.tenant_id, p.budget_id, p.starts_at) = (locked.tenant_id, locked.budget_id, locked.starts_at)
                returning p.*)
            select s.*, b.name, b.limit_nano, b.currency,
                   case when b.limit_nano = 0 then 100
                        else least(100, floor(s.committed_nano::numeric * 100 / b.limit_nano))::integer end as percent
            from settled s join budget b on (b.tenant_id, b.id) = (s.tenant_id, s.budget_id)
            where s.committed_nano::numeric * 100
                  >= b.limit_nano::numeric * case s.told when 0 then 50 when 50 then 80 when 80 then 100 end
            order by s.tenant_id, b.name, s.starts_at
            """
                    .formatted(Periods.COVERS);

    private final Audit audit;

    Settling(Audit audit) {
        this.audit = audit;
    }

    @Override
    public void added(Handle handle, List<Added> all) {
        var rows = all.stream().filter(each -> each.costNano() != 0).toList();
        if (rows.isEmpty()) return;
        handle.createQuery(SETTLE)
                .bind("tenants", Column.uuid(rows, Added::tenantId))
                .bind("invocations", Column.uuid(rows, Added::invocationId))
                .bind("scenarios", Column.text(rows, Added::scenario))
                .bind("apps", Column.text(rows, Added::app))
                .bind("keys", Column.uuid(rows, Added::apiKeyId))
                .bind("costs", Column.bigint(rows, Added::costNano))
                .bind("currencies", Column.text(rows, Added::currency))
                .map((row, context) -> reached(row))
                .list()
                .forEach(each -> tell(handle, each));
    }

    private void tell(Handle handle, Reached reached) {
        var crossed = THRESHOLDS.stream()
                .filter(each -> each > reached.told && reached.percent >= each)
                .toList();
        handle.createUpdate(
                        """
                        update budget_period set told = :told
                        where tenant_id = :tenant and budget_id = :budget and starts_at = :start
                        """)
                .bind("told", crossed.getLast())
                .bind("tenant", reached.tenant)
                .bind("budget", reached.budget)
                .bind("start", reached.startsAt)
                .execute();
        for (int each : crossed) {
            audit.record(
                    handle,
                    reached.tenant,
                    "platform",
                    "budget.threshold-reached",
                    reached.name,
                    Map.of(
                            "percent", Integer.toString(each),
                            "committedNano", Long.toString(reached.committedNano),
                            "limitNano", Long.toString(reached.limitNano),
                            "currency", reached.currency,
                            "startsAt", reached.startsAt.toInstant().toString()));
        }
    }

    private static Reached reached(ResultSet row) throws SQLException {
        return new Reached(
                new TenantId(row.getObject("tenant_id", UUID.class)),
                row.getObject("budget_id", UUID.class),
                row.getObject("starts_at", OffsetDateTime.class),
                row.getString("name"),
                row.getInt("told"),
                row.getInt("percent"),
                row.getLong("committed_nano"),
                row.getLong("limit_nano"),
                row.getString("currency"));
    }

    private record Reached(
            TenantId tenant,
            UUID budget,
            OffsetDateTime startsAt,
            String name,
            int told,
            int percent,
            long committedNano,
            long limitNano,
            String currency) {}
}
