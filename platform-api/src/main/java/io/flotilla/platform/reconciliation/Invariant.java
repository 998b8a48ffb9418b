package io.flotilla.platform.reconciliation;

import io.flotilla.platform.usage.RollUps;
import java.util.Locale;

/// What must hold whenever nobody is in the middle of a change. Each has a query that yields the places where it does not:
/// the tenant, and what is wrong there.
enum Invariant {
    /// The hours' sums are the sums of the ledger.
    LEDGER_EQUALS_ROLL_UPS(RollUps.DIFFERENCES),

    /// What a budget says is committed in a period is what the ledger says that its invocations cost.
    COMMITTED_EQUALS_LEDGER(
            """
            select p.tenant_id, format('budget %s since %s: %s committed, %s in the ledger', b.name,
                                       to_char(p.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"'), p.committed_nano, l.cost_nano)
                       as difference
            from budget_period p
            join budget b on (b.tenant_id, b.id) = (p.tenant_id, p.budget_id)
            cross join lateral (
                select coalesce(sum(e.cost_nano), 0) as cost_nano from usage_event e
                where e.tenant_id = b.tenant_id and e.currency = b.currency and e.invocation_id >= first_id_at(p.starts_at)
                  and e.invocation_id < first_id_at(date_add(p.starts_at, ('1 ' || b.period)::interval, tenant_zone(b.tenant_id)))
                  and b.subject = case b.level when 'tenant' then '' when 'scenario' then e.scenario when 'app' then e.app
                                               else e.api_key_id::text end) l
            where p.committed_nano <> l.cost_nano and p.starts_at >= now() - interval '40 days'
            """),

    /// What a budget says is held is what is held for invocations.
    HELD_EQUALS_HOLDS(
            """
            select p.tenant_id, format('budget %s since %s: %s held, %s in holds', b.name,
                                       to_char(p.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"'), p.held_nano, h.held_nano)
                       as difference
            from budget_period p
            join budget b on (b.tenant_id, b.id) = (p.tenant_id, p.budget_id)
            cross join lateral (select coalesce(sum(held_nano), 0) as held_nano from budget_hold h
                                where (h.tenant_id, h.budget_id, h.starts_at) = (p.tenant_id, p.budget_id, p.starts_at)) h
            where p.held_nano <> h.held_nano
            """),

    /// A hard budget is not overshot, unless its limit was lowered afterwards.
    HARD_BUDGET_NOT_OVERSHOT(
            """
            select p.tenant_id, format('budget %s since %s: %s committed and %s held of %s', b.name,
                                       to_char(p.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"'), p.committed_nano, p.held_nano, b.limit_nano)
                       as difference
            from budget_period p join budget b on (b.tenant_id, b.id) = (p.tenant_id, p.budget_id)
            where b.mode = 'hard' and p.committed_nano + p.held_nano > b.limit_nano and b.updated_at < p.starts_at
            """),

    /// Nothing is held for an invocation that ended a while ago.
    NOTHING_HELD_FOR_THE_ENDED(
            """
            select h.tenant_id, format('invocation %s ended at %s and %s is still held for it', i.id, i.finished_at, h.held_nano) as difference
            from budget_hold h join invocation i on (i.tenant_id, i.id) = (h.tenant_id, h.invocation_id)
            where i.finished_at < now() - interval '2 minutes'
            """),

    /// Each call that was announced is in the ledger once its invocation has ended.
    ANNOUNCED_CALLS_IN_THE_LEDGER(
            """
            select d.tenant_id, format('invocation %s: the call %s was announced and is not in the ledger', d.invocation_id, d.id) as difference
            from call_dispatch d
            join invocation i on (i.tenant_id, i.id) = (d.tenant_id, d.invocation_id)
            where i.finished_at between now() - interval '40 days' and now() - interval '2 minutes'
              and not exists (select 1 from usage_event u
                              where (u.tenant_id, u.invocation_id, u.id) = (d.tenant_id, d.invocation_id, d.id))
            """),

    /// What was admitted reached Kafka.
    OUTBOX_IS_EMPTY(
            """
            select i.tenant_id, format('invocation %s is queued since %s and not produced', i.id, i.created_at) as difference
            from invocation i
            where i.state in ('queued', 'running', 'waiting') and i.state = 'queued' and i.produced_at is null
              and i.sweep_after < now() - interval '2 minutes'
            """);

    private final String sql;

    Invariant(String sql) {
        this.sql = sql;
    }

    String sql() {
        return sql;
    }

    /// The name in answers: `held-equals-holds`.
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
