package io.flotilla.platform.invocation.state;

import io.flotilla.messages.InvocationRef;
import io.flotilla.platform.queue.Column;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// The outbox side of the rows: what Kafka has, and what it may not have.
public final class Acknowledged {
    private Acknowledged() {}

    /// Kafka has these requests.
    public static void note(Handle handle, List<InvocationRef> refs) {
        handle.execute("set local synchronous_commit to off");
        RowLocks.take(handle, refs);
        handle.createUpdate(
                        """
                        update invocation i set produced_at = now()
                        from unnest(:tenants, :ids, :attempts) as e (tenant_id, id, attempt)
                        where (i.tenant_id, i.id, i.attempt) = (e.tenant_id, e.id, e.attempt) and i.produced_at is null
                        """)
                .bind("tenants", Column.uuid(refs, InvocationRef::tenantId))
                .bind("ids", Column.uuid(refs, InvocationRef::invocationId))
                .bind("attempts", Column.integer(refs, InvocationRef::attempt))
                .execute();
    }

    /// Takes queued rows that Kafka did not acknowledge in time; nobody else takes them for `hold`.
    public static List<Invocation> unacknowledged(Handle handle, Duration hold, int most) {
        return handle.createQuery(
                        """
                        update invocation i set sweep_after = now() + :hold * interval '1 millisecond'
                        from (select tenant_id, id from invocation
                              where state in ('queued', 'running', 'waiting')
                                and state = 'queued' and produced_at is null and sweep_after < now()
                              order by id limit :most for update skip locked) due
                        where (i.tenant_id, i.id) = (due.tenant_id, due.id)
                        returning i.*
                        """)
                .bind("hold", hold.toMillis())
                .bind("most", most)
                .map((row, context) -> Invocations.read(row))
                .list();
    }

    /// Gives up on records that nobody took for `silence` although a living worker has room: whatever happened
    /// to them (a topic made anew, records past their retention), their rows are produced again.
    ///
    /// @return how many
    public static int forgetLost(Handle handle, Duration silence) {
        return handle.createUpdate(
                        """
                        update invocation i set produced_at = null, sweep_after = now()
                        from (select tenant_id, id from invocation
                              where state in ('queued', 'running', 'waiting')
                                and state = 'queued' and produced_at < now() - :silence * interval '1 millisecond'
                                and exists (select 1 from worker
                                            where not stopping and running < capacity
                                              and last_seen_at > now() - interval '10 seconds')
                              for update skip locked) lost
                        where (i.tenant_id, i.id) = (lost.tenant_id, lost.id)
                        """)
                .bind("silence", silence.toMillis())
                .execute();
    }
}
