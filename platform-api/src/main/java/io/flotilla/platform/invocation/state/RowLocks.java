package io.flotilla.platform.invocation.state;

import io.flotilla.messages.InvocationRef;
import io.flotilla.platform.queue.Column;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// The order in which everybody who changes many invocations in one transaction takes their rows. An `update` of
/// many rows takes them in the order of its plan; two of those, the other way round, are a deadlock. For the same reason whoever also adds to
/// the ledger takes the invocations first.
public final class RowLocks {
    private RowLocks() {}

    /// Takes the rows for the rest of the transaction, waiting for whoever has one. Journals and usage that refer to
    /// the rows can still be written by others.
    public static void take(Handle handle, List<InvocationRef> refs) {
        if (refs.size() < 2) return;
        handle.createQuery(
                        """
                        select 1 from invocation i
                        where (i.tenant_id, i.id) in (select * from unnest(:tenants, :ids))
                        order by i.tenant_id, i.id for no key update of i
                        """)
                .bind("tenants", Column.uuid(refs, InvocationRef::tenantId))
                .bind("ids", Column.uuid(refs, InvocationRef::invocationId))
                .mapTo(int.class)
                .list();
    }
}
