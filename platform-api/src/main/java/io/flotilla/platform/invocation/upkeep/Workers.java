package io.flotilla.platform.invocation.upkeep;

import io.flotilla.messages.InvocationRef;
import io.flotilla.messages.WorkerHeartbeat;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// The workers as their heartbeats show them, and what they leave behind.
final class Workers {
    private Workers() {}

    static void note(Handle handle, WorkerHeartbeat beat) {
        handle.createUpdate("""
                        insert into worker (id, started_at, last_seen_at, capacity, running, stopping)
                        values (:id, :startedAt, now(), :capacity, :running, :stopping)
                        on conflict (id) do update set last_seen_at = now(), capacity = excluded.capacity,
                            running = excluded.running, stopping = excluded.stopping
                        """)
                .bind("id", beat.workerId())
                .bind("startedAt", beat.startedAt())
                .bind("capacity", beat.capacity())
                .bind("running", beat.running().size())
                .bind("stopping", beat.stopping())
                .execute();
    }

    /// Running attempts whose worker is silent, or was never heard, or said goodbye with nothing in hand.
    static List<InvocationRef> orphans(Handle handle, Duration silence) {
        return handle.createQuery("""
                        select i.tenant_id, i.id, i.attempt from invocation i left join worker w on w.id = i.worker_id
                        where i.state in ('queued', 'running', 'waiting') and i.state = 'running'
                          and i.cancel_requested_at is null
                          and (w.last_seen_at < now() - :silence * interval '1 millisecond'
                               or (w.id is null and i.taken_at < now() - :silence * interval '1 millisecond')
                               or (w.stopping and w.running = 0
                                   and w.last_seen_at < now() - :silence * interval '1 millisecond' / 5))
                        order by i.id limit 500
                        """)
                .bind("silence", silence.toMillis())
                .map((row, context) -> new InvocationRef(
                        row.getObject("tenant_id", UUID.class), row.getObject("id", UUID.class), row.getInt("attempt")))
                .list();
    }

    /// Forgets workers that were last seen yesterday.
    static void forgetOld(Handle handle) {
        handle.execute("delete from worker where last_seen_at < now() - interval '1 day'");
    }
}
