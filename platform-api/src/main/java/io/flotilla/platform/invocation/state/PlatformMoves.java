package io.flotilla.platform.invocation.state;

import io.flotilla.messages.InvocationRef;
import io.flotilla.messages.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// The moves that the platform makes by itself: when time is over, when somebody cancels, when a worker is
/// lost. Each leaves a date at which the calls announced so far are held against the ledger.
public final class PlatformMoves {
    private static final Problem TIME_IS_OVER =
            new Problem("deadline-exceeded", "The invocation did not end before its deadline.", false, null);
    private static final Problem CANCELLED = new Problem("cancelled", "The invocation was cancelled.", false, null);

    private PlatformMoves() {}

    /// Ends one attempt that has not ended.
    public static int end(Handle handle, InvocationRef ref, InvocationState state, Problem problem) {
        return handle.createUpdate(
                        """
                        update invocation set state = :state, problem = cast(:problem as json), finished_at = now(),
                               reckon_at = now() + interval '30 seconds'
                        where tenant_id = :tenant and id = :id and attempt = :attempt
                          and state in ('queued', 'running', 'waiting')
                        """)
                .bind("state", state.word())
                .bind("problem", Json.text(problem))
                .bind("tenant", ref.tenantId())
                .bind("id", ref.invocationId())
                .bind("attempt", ref.attempt())
                .execute();
    }

    /// Cancels what is queued at once; what runs is marked, and ends when its worker says so.
    ///
    /// @return whether it was there and alive
    public static boolean cancel(Handle handle, UUID tenantId, UUID id) {
        return handle.createUpdate(
                        """
                        update invocation set
                            cancel_requested_at = coalesce(cancel_requested_at, now()),
                            state       = case when state = 'queued' then 'cancelled' else state end,
                            problem     = case when state = 'queued' then cast(:problem as json) else problem end,
                            finished_at = case when state = 'queued' then now() else finished_at end,
                            reckon_at   = now() + interval '30 seconds'
                        where tenant_id = :tenant and id = :id and state in ('queued', 'running', 'waiting')
                        """)
                .bind("problem", Json.text(CANCELLED))
                .bind("tenant", tenantId)
                .bind("id", id)
                .execute()
                > 0;
    }

    /// Ends what was cancelled while it ran and whose worker said nothing for `patience`.
    public static List<InvocationRef> endCancelled(Handle handle, Duration patience) {
        return ended(
                handle, "cancel_requested_at < now() - :patience * interval '1 millisecond'", "cancelled", CANCELLED, patience);
    }

    /// Ends what should have ended `grace` ago. The grace lets a worker that keeps time itself say it with its
    /// timing.
    public static List<InvocationRef> expire(Handle handle, Duration grace) {
        return ended(handle, "deadline < now() - :patience * interval '1 millisecond'", "expired", TIME_IS_OVER, grace);
    }

    private static List<InvocationRef> ended(
            Handle handle, String condition, String state, Problem problem, Duration patience) {
        return handle.createQuery(
                        """
                        update invocation i set state = :state, problem = cast(:problem as json), finished_at = now(),
                               reckon_at = now() + interval '30 seconds'
                        from (select tenant_id, id from invocation
                              where state in ('queued', 'running', 'waiting') and %s
                              for update skip locked) due
                        where (i.tenant_id, i.id) = (due.tenant_id, due.id)
                        returning i.tenant_id, i.id, i.attempt
                        """
                                .formatted(condition))
                .bind("state", state)
                .bind("problem", Json.text(problem))
                .bind("patience", patience.toMillis())
                .map((row, context) -> ref(row))
                .list();
    }

    /// Gives an attempt whose worker is lost back to the queue, as the next attempt. The row is then the outbox
    /// again.
    ///
    /// @return whether it was still that attempt, and running
    public static boolean requeue(Handle handle, InvocationRef lost) {
        return handle.createUpdate(
                        """
                        update invocation set state = 'queued', attempt = attempt + 1, worker_id = null, taken_at = null,
                               produced_at = null, sweep_after = now(), reckon_at = now()
                        where tenant_id = :tenant and id = :id and attempt = :attempt and state = 'running'
                          and cancel_requested_at is null
                        """)
                .bind("tenant", lost.tenantId())
                .bind("id", lost.invocationId())
                .bind("attempt", lost.attempt())
                .execute()
                > 0;
    }

    static InvocationRef ref(ResultSet row) throws SQLException {
        return new InvocationRef(
                row.getObject("tenant_id", UUID.class), row.getObject("id", UUID.class), row.getInt("attempt"));
    }
}
