package io.flotilla.platform.usage;

import io.flotilla.messages.UsageRecorded;
import io.flotilla.messages.UsageSource;
import io.flotilla.platform.queue.Column;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// The ledger: each call once, and the hours' sums advanced by exactly the rows that were new.
@ApplicationScoped
public class Ledger {
    private static final String INSERT = """
            with e as (
                select * from unnest(
                    :tenant_id, :invocation_id, :id, :corrects, :called_at, :attempt, :scenario, :app, :version, :environment,
                    :caller, :api_key_id, :step, :iteration, :kind, :provider, :model, :model_id, :route, :price_version_id,
                    :calls, :errors, :input_tokens, :cached_input_tokens, :output_tokens, :reasoning_tokens, :images, :audio_millis, :cost_nano,
                    :currency, :source, :error_code, :duration_millis, :recorded_at)
                as e (tenant_id, invocation_id, id, corrects, called_at, attempt, scenario, app, version, environment,
                    caller, api_key_id, step, iteration, kind, provider, model, model_id, route, price_version_id,
                    calls, errors, input_tokens, cached_input_tokens, output_tokens, reasoning_tokens, images, audio_millis, cost_nano,
                    currency, source, error_code, duration_millis, recorded_at)
            ), added as (
                insert into usage_event (
                    tenant_id, invocation_id, id, corrects, called_at, attempt, scenario, app, version, environment,
                    caller, api_key_id, step, iteration, kind, provider, model, model_id, route, price_version_id,
                    calls, errors, input_tokens, cached_input_tokens, output_tokens, reasoning_tokens, images, audio_millis, cost_nano,
                    currency, source, error_code, duration_millis, recorded_at)
                select * from e
                -- in one order for everybody who adds the same rows at once
                order by tenant_id, invocation_id, id
                on conflict do nothing
                returning *
            ), summed as (
                insert into usage_hour as h (
                    tenant_id, hour, scenario, app, version, environment, caller, kind, provider, model, api_key_id, route, currency,
                    calls, errors, input_tokens, cached_input_tokens, output_tokens, reasoning_tokens, images, audio_millis, cost_nano)
                select tenant_id, date_trunc('hour', called_at, 'UTC'), scenario, app, version, environment, caller, kind, provider,
                       model, api_key_id, route, currency, sum(calls), sum(errors), sum(input_tokens),
                       sum(cached_input_tokens), sum(output_tokens), sum(reasoning_tokens), sum(images), sum(audio_millis), sum(cost_nano)
                from added
                group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13
                order by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13
                on conflict on constraint usage_hour_is_one_per_group do update set
                    calls               = h.calls + excluded.calls,
                    errors              = h.errors + excluded.errors,
                    input_tokens        = coalesce(h.input_tokens + excluded.input_tokens, h.input_tokens, excluded.input_tokens),
                    cached_input_tokens = coalesce(h.cached_input_tokens + excluded.cached_input_tokens, h.cached_input_tokens, excluded.cached_input_tokens),
                    output_tokens       = coalesce(h.output_tokens + excluded.output_tokens, h.output_tokens, excluded.output_tokens),
                    reasoning_tokens    = coalesce(h.reasoning_tokens + excluded.reasoning_tokens, h.reasoning_tokens, excluded.reasoning_tokens),
                    images              = coalesce(h.images + excluded.images, h.images, excluded.images),
                    audio_millis        = coalesce(h.audio_millis + excluded.audio_millis, h.audio_millis, excluded.audio_millis),
                    cost_nano           = coalesce(h.cost_nano + excluded.cost_nano, h.cost_nano, excluded.cost_nano)
                returning 1
            )
            select id, tenant_id, invocation_id, scenario, app, api_key_id, model, cost_nano, currency,
                   coalesce(input_tokens, 0) + coalesce(output_tokens, 0) as tokens from added
            """;

    private static final int LOCK = 1200;

    private final List<LedgerListener> listeners;

    Ledger(@All List<LedgerListener> listeners) {
        this.listeners = listeners;
    }

    /// Nobody adds to the ledger until this transaction ends; what was added before can be read. Taken before any row that
    /// who adds to the ledger would take.
    public static void freeze(Handle handle) {
        lock(handle, "pg_advisory_xact_lock");
    }

    /// Adds what is not there yet. What a worker tells after the platform already wrote an estimate in its
    /// place becomes a correction: a row of no call that carries the difference.
    ///
    /// @return the ids that were new
    public Set<UUID> add(Handle handle, List<UsageRecorded> batch) {
        lock(handle, "pg_advisory_xact_lock_shared");
        var byId = new LinkedHashMap<UUID, UsageRecorded>();
        for (var each : batch) byId.merge(each.call().id(), each, Ledger::surer);
        var added = insert(handle, byId.values().stream().map(LedgerRow::of).toList());
        var late = byId.values().stream()
                .filter(each -> !added.contains(each.call().id()) && each.source() != UsageSource.ESTIMATED)
                .toList();
        correct(handle, late);
        return added;
    }

    /// Of two that tell of the same call: what was measured beats an estimate.
    private static UsageRecorded surer(UsageRecorded one, UsageRecorded other) {
        return one.source() == UsageSource.ESTIMATED ? other : one;
    }

    private void correct(Handle handle, List<UsageRecorded> late) {
        if (late.isEmpty()) return;
        var estimated = new HashMap<UUID, Long>();
        handle.createQuery("""
                        select u.id, coalesce(u.cost_nano, 0) as cost_nano from usage_event u
                        join unnest(:tenants, :invocations, :ids) as e (tenant_id, invocation_id, id)
                          on (u.tenant_id, u.invocation_id, u.id) = (e.tenant_id, e.invocation_id, e.id)
                        where u.source = 'estimated' and u.corrects is null
                        """)
                .bind("tenants", Column.uuid(late, each -> each.ref().tenantId()))
                .bind("invocations", Column.uuid(late, each -> each.ref().invocationId()))
                .bind("ids", Column.uuid(late, each -> each.call().id()))
                .map((row, context) -> Map.entry(row.getObject("id", UUID.class), row.getLong("cost_nano")))
                .forEach(each -> estimated.put(each.getKey(), each.getValue()));
        var corrections = new ArrayList<LedgerRow>();
        for (var each : late) {
            var charged = estimated.get(each.call().id());
            if (charged != null) corrections.add(LedgerRow.correction(each, correctionId(each), charged));
        }
        insert(handle, corrections);
    }

    private static UUID correctionId(UsageRecorded usage) {
        return UUID.nameUUIDFromBytes(("correction|" + usage.call().id()).getBytes(StandardCharsets.UTF_8));
    }

    private Set<UUID> insert(Handle handle, List<LedgerRow> rows) {
        if (rows.isEmpty()) return Set.of();
        var query = handle.createQuery(INSERT);
        LedgerRow.columns(rows).forEach(query::bind);
        var ids = new HashSet<UUID>();
        var added = new ArrayList<LedgerListener.Added>();
        query.map((row, context) -> Map.entry(row.getObject("id", UUID.class), added(row)))
                .forEach(each -> {
                    ids.add(each.getKey());
                    added.add(each.getValue());
                });
        if (!added.isEmpty()) listeners.forEach(each -> each.added(handle, added));
        return ids;
    }

    private static LedgerListener.Added added(ResultSet row) throws SQLException {
        return new LedgerListener.Added(
                row.getObject("tenant_id", UUID.class),
                row.getObject("invocation_id", UUID.class),
                row.getString("scenario"),
                row.getString("app"),
                row.getObject("api_key_id", UUID.class),
                row.getString("model"),
                row.getLong("tokens"),
                row.getLong("cost_nano"),
                row.getString("currency"));
    }

    private static void lock(Handle handle, String function) {
        handle.createQuery("select %s(%d)::text".formatted(function, LOCK))
                .mapTo(String.class)
                .one();
    }
}
