package io.flotilla.platform.usage;

import io.flotilla.messages.UsageRecorded;
import io.flotilla.messages.UsageSource;
import io.flotilla.platform.queue.Column;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
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
                    :calls, :errors, :input_tokens, :cached_input_tokens, :output_tokens, :reasoning_tokens, :cost_nano,
                    :currency, :source, :error_code, :duration_millis, :recorded_at)
                as e (tenant_id, invocation_id, id, corrects, called_at, attempt, scenario, app, version, environment,
                    caller, api_key_id, step, iteration, kind, provider, model, model_id, route, price_version_id,
                    calls, errors, input_tokens, cached_input_tokens, output_tokens, reasoning_tokens, cost_nano,
                    currency, source, error_code, duration_millis, recorded_at)
            ), added as (
                insert into usage_event (
                    tenant_id, invocation_id, id, corrects, called_at, attempt, scenario, app, version, environment,
                    caller, api_key_id, step, iteration, kind, provider, model, model_id, route, price_version_id,
                    calls, errors, input_tokens, cached_input_tokens, output_tokens, reasoning_tokens, cost_nano,
                    currency, source, error_code, duration_millis, recorded_at)
                select * from e
                -- in one order for everybody who adds the same rows at once
                order by tenant_id, invocation_id, id
                on conflict do nothing
                returning *
            ), summed as (
                insert into usage_hour as h (
                    tenant_id, hour, scenario, app, version, environment, kind, provider, model, api_key_id, route, currency,
                    calls, errors, input_tokens, cached_input_tokens, output_tokens, reasoning_tokens, cost_nano)
                select tenant_id, date_trunc('hour', called_at, 'UTC'), scenario, app, version, environment, kind, provider,
                       model, api_key_id, route, currency, sum(calls), sum(errors), sum(input_tokens),
                       sum(cached_input_tokens), sum(output_tokens), sum(reasoning_tokens), sum(cost_nano)
                from added
                group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12
                order by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12
                on conflict on constraint usage_hour_is_one_per_group do update set
                    calls               = h.calls + excluded.calls,
                    errors              = h.errors + excluded.errors,
                    input_tokens        = coalesce(h.input_tokens + excluded.input_tokens, h.input_tokens, excluded.input_tokens),
                    cached_input_tokens = coalesce(h.cached_input_tokens + excluded.cached_input_tokens, h.cached_input_tokens, excluded.cached_input_tokens),
                    output_tokens       = coalesce(h.output_tokens + excluded.output_tokens, h.output_tokens, excluded.output_tokens),
                    reasoning_tokens    = coalesce(h.reasoning_tokens + excluded.reasoning_tokens, h.reasoning_tokens, excluded.reasoning_tokens),
                    cost_nano           = coalesce(h.cost_nano + excluded.cost_nano, h.cost_nano, excluded.cost_nano)
                returning 1
            )
            select id from added
            """;

    /// Adds what is not there yet. What a worker tells after the platform already wrote an estimate in its
    /// place becomes a correction: a row of no call that carries the difference.
    ///
    /// @return the ids that were new
    public Set<UUID> add(Handle handle, List<UsageRecorded> batch) {
        var byId = new LinkedHashMap<UUID, UsageRecorded>();
        for (var each : batch) byId.putIfAbsent(each.call().id(), each);
        var added = insert(handle, byId.values().stream().map(LedgerRow::of).toList());
        var late = byId.values().stream()
                .filter(each -> !added.contains(each.call().id()) && each.source() != UsageSource.ESTIMATED)
                .toList();
        correct(handle, late);
        return added;
    }

    private void correct(Handle handle, List<UsageRecorded> late) {
        if (late.isEmpty()) return;
        var estimated = new HashSet<>(handle.createQuery("""
                        select u.id from usage_event u
                        join unnest(:tenants, :invocations, :ids) as e (tenant_id, invocation_id, id)
                          on (u.tenant_id, u.invocation_id, u.id) = (e.tenant_id, e.invocation_id, e.id)
                        where u.source = 'estimated' and u.corrects is null
                        """)
                .bind("tenants", Column.uuid(late, each -> each.ref().tenantId()))
                .bind("invocations", Column.uuid(late, each -> each.ref().invocationId()))
                .bind("ids", Column.uuid(late, each -> each.call().id()))
                .mapTo(UUID.class)
                .list());
        var corrections = new ArrayList<LedgerRow>();
        for (var each : late) {
            if (estimated.contains(each.call().id())) corrections.add(LedgerRow.correction(each, correctionId(each)));
        }
        insert(handle, corrections);
    }

    private static UUID correctionId(UsageRecorded usage) {
        return UUID.nameUUIDFromBytes(("correction|" + usage.call().id()).getBytes(StandardCharsets.UTF_8));
    }

    private static Set<UUID> insert(Handle handle, List<LedgerRow> rows) {
        if (rows.isEmpty()) return Set.of();
        var query = handle.createQuery(INSERT);
        LedgerRow.columns(rows).forEach(query::bind);
        return new HashSet<>(query.mapTo(UUID.class).list());
    }
}
