package io.flotilla.platform.usage;

import io.flotilla.messages.InvocationRef;
import io.flotilla.messages.StepAddress;
import io.flotilla.platform.queue.Column;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;

/// What one invocation used over all its attempts, from the ledger.
///
/// @param cost absent when nothing was priced, or in several currencies
public record InvocationUsage(
        long modelCalls,
        long connectorCalls,
        @Nullable Long inputTokens,
        @Nullable Long outputTokens,
        @Nullable Money cost) {
    private static final String SUMS = """
            coalesce(sum(calls) filter (where kind = 'model'), 0) as model_calls,
            coalesce(sum(calls) filter (where kind = 'connector'), 0) as connector_calls,
            cast(sum(input_tokens) as bigint) as input_tokens,
            cast(sum(output_tokens) as bigint) as output_tokens,
            cast(sum(cost_nano) as bigint) as cost_nano,
            count(distinct currency) as currencies, min(currency) as currency
            """;

    /// That of a run that called nothing.
    public static final InvocationUsage NOTHING = new InvocationUsage(0, 0, null, null, null);

    /// Of one invocation.
    public static InvocationUsage of(Handle handle, InvocationRef ref) {
        return of(handle, List.of(ref)).getOrDefault(ref.invocationId(), NOTHING);
    }

    /// Of several invocations by their ids, those among them that used nothing left out.
    public static Map<UUID, InvocationUsage> of(Handle handle, List<InvocationRef> refs) {
        return handle.createQuery("""
                        select u.invocation_id, %s
                        from unnest(:tenants, :invocations) as e (tenant_id, invocation_id)
                        join usage_event u on (u.tenant_id, u.invocation_id) = (e.tenant_id, e.invocation_id)
                        group by u.invocation_id
                        """.formatted(SUMS))
                .bind("tenants", Column.uuid(refs, InvocationRef::tenantId))
                .bind("invocations", Column.uuid(refs, InvocationRef::invocationId))
                .reduceRows(new HashMap<>(), (all, row) -> {
                    all.put(row.getColumn("invocation_id", UUID.class), read(row));
                    return all;
                });
    }

    /// Of each step of an invocation that called something.
    public static Map<StepAddress, InvocationUsage> bySteps(Handle handle, UUID tenantId, UUID invocationId) {
        return handle.createQuery("""
                        select step, iteration, %s from usage_event
                        where tenant_id = :tenant and invocation_id = :invocation group by step, iteration
                        """.formatted(SUMS))
                .bind("tenant", tenantId)
                .bind("invocation", invocationId)
                .reduceRows(new HashMap<>(), (all, row) -> {
                    all.put(
                            new StepAddress(
                                    row.getColumn("step", String.class), row.getColumn("iteration", String.class)),
                            read(row));
                    return all;
                });
    }

    /// Those of the attempts of which the ledger holds fewer calls than it should.
    ///
    /// @param calls how many calls each attempt made
    public static Set<InvocationRef> lacking(Handle handle, Map<InvocationRef, Integer> calls) {
        if (calls.isEmpty()) return Set.of();
        var refs = List.copyOf(calls.keySet());
        return handle.createQuery("""
                        select e.tenant_id, e.invocation_id, e.attempt
                        from unnest(:tenants, :invocations, :attempts, :calls) as e (tenant_id, invocation_id, attempt, calls)
                        where e.calls > (
                            select count(*) from usage_event u
                            where (u.tenant_id, u.invocation_id, u.attempt) = (e.tenant_id, e.invocation_id, e.attempt)
                              and u.corrects is null)
                        """)
                .bind("tenants", Column.uuid(refs, InvocationRef::tenantId))
                .bind("invocations", Column.uuid(refs, InvocationRef::invocationId))
                .bind("attempts", Column.integer(refs, InvocationRef::attempt))
                .bind("calls", Column.integer(refs, calls::get))
                .map((row, context) -> new InvocationRef(
                        row.getObject("tenant_id", UUID.class),
                        row.getObject("invocation_id", UUID.class),
                        row.getInt("attempt")))
                .set();
    }

    private static InvocationUsage read(RowView row) {
        var nano = row.getColumn("cost_nano", Long.class);
        boolean oneCurrency = row.getColumn("currencies", Long.class) == 1;
        return new InvocationUsage(
                row.getColumn("model_calls", Long.class),
                row.getColumn("connector_calls", Long.class),
                row.getColumn("input_tokens", Long.class),
                row.getColumn("output_tokens", Long.class),
                nano == null || !oneCurrency ? null : new Money(nano, row.getColumn("currency", String.class)));
    }
}
