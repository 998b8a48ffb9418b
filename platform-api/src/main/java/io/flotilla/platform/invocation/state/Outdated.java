package io.flotilla.platform.invocation.state;

import io.flotilla.messages.InvocationRef;
import io.flotilla.platform.queue.Column;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// An attempt that a worker runs for nothing.
///
/// @param superseded whether a newer attempt has its place; otherwise the platform ended the invocation
public record Outdated(InvocationRef ref, boolean superseded) {
    /// Those among some attempts that are for nothing.
    public static List<Outdated> among(Handle handle, List<InvocationRef> refs) {
        return handle.createQuery(
                        """
                        select e.tenant_id, e.id, e.attempt, i.attempt > e.attempt as superseded
                        from unnest(:tenants, :ids, :attempts) as e (tenant_id, id, attempt)
                        join invocation i on (i.tenant_id, i.id) = (e.tenant_id, e.id)
                        where i.attempt > e.attempt or i.state in ('cancelled', 'expired')
                        """)
                .bind("tenants", Column.uuid(refs, InvocationRef::tenantId))
                .bind("ids", Column.uuid(refs, InvocationRef::invocationId))
                .bind("attempts", Column.integer(refs, InvocationRef::attempt))
                .map((row, context) -> new Outdated(
                        new InvocationRef(
                                row.getObject("tenant_id", UUID.class),
                                row.getObject("id", UUID.class),
                                row.getInt("attempt")),
                        row.getBoolean("superseded")))
                .list();
    }
}
