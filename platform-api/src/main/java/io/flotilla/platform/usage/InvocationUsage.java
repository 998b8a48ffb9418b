package io.flotilla.platform.usage;

import io.flotilla.messages.InvocationRef;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
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
    /// Reads it in a transaction of the tenant.
    public static InvocationUsage of(Handle handle, UUID tenantId, UUID invocationId) {
        return handle.createQuery(
                        """
                        select coalesce(sum(calls) filter (where kind = 'model'), 0) as model_calls,
                               coalesce(sum(calls) filter (where kind = 'connector'), 0) as connector_calls,
                               cast(sum(input_tokens) as bigint) as input_tokens,
                               cast(sum(output_tokens) as bigint) as output_tokens,
                               cast(sum(cost_nano) as bigint) as cost_nano,
                               count(distinct currency) as currencies, min(currency) as currency
                        from usage_event where tenant_id = :tenant and invocation_id = :invocation
                        """)
                .bind("tenant", tenantId)
                .bind("invocation", invocationId)
                .map((row, context) -> {
                    var nano = row.getObject("cost_nano", Long.class);
                    var cost = nano == null || row.getInt("currencies") != 1
                            ? null
                            : new Money(nano, row.getString("currency"));
                    return new InvocationUsage(
                            row.getLong("model_calls"),
                            row.getLong("connector_calls"),
                            row.getObject("input_tokens", Long.class),
                            row.getObject("output_tokens", Long.class),
                            cost);
                })
                .one();
    }

    /// How many calls of one attempt are in the ledger.
    public static int calls(Handle handle, InvocationRef ref) {
        return handle.createQuery(
                        """
                        select count(*) from usage_event
                        where tenant_id = :tenant and invocation_id = :invocation and attempt = :attempt and corrects is null
                        """)
                .bind("tenant", ref.tenantId())
                .bind("invocation", ref.invocationId())
                .bind("attempt", ref.attempt())
                .mapTo(Integer.class)
                .one();
    }
}
