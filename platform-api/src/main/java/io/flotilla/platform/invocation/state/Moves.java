package io.flotilla.platform.invocation.state;

import io.flotilla.messages.InvocationEvent;
import io.flotilla.messages.InvocationEvent.InvocationCancelled;
import io.flotilla.messages.InvocationEvent.InvocationFailed;
import io.flotilla.messages.InvocationEvent.InvocationStarted;
import io.flotilla.messages.InvocationEvent.InvocationSucceeded;
import io.flotilla.messages.InvocationRef;
import io.flotilla.messages.Problem;
import io.flotilla.messages.RunTiming;
import io.flotilla.platform.queue.Column;
import java.util.LinkedHashMap;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The moves that workers' events cause: each once, and only for the attempt that is the present one. Made by the
/// projection, and by an instance whose caller waits, whoever comes first; both bring every row to the same end.
public final class Moves {
    private Moves() {}

    /// A worker took it. One that already ended keeps its end and learns who ran it.
    public static void start(Handle handle, List<InvocationStarted> events) {
        if (events.isEmpty()) return;
        handle.createUpdate(
                        """
                        update invocation i set
                            state      = case when i.state = 'queued' then 'running' else i.state end,
                            worker_id  = e.worker_id,
                            taken_at   = e.at,
                            started_at = coalesce(i.started_at, greatest(e.at, i.created_at))
                        from unnest(:tenants, :ids, :attempts, :workers, :ats) as e (tenant_id, id, attempt, worker_id, at)
                        where (i.tenant_id, i.id, i.attempt) = (e.tenant_id, e.id, e.attempt) and i.worker_id is null
                        """)
                .bind("tenants", Column.uuid(events, each -> each.ref().tenantId()))
                .bind("ids", Column.uuid(events, each -> each.ref().invocationId()))
                .bind("attempts", Column.integer(events, each -> each.ref().attempt()))
                .bind("workers", Column.text(events, InvocationStarted::workerId))
                .bind("ats", Column.instant(events, InvocationStarted::at))
                .execute();
    }

    /// Runs ended.
    ///
    /// @return how many rows moved
    public static int end(Handle handle, List<End> all) {
        var once = new LinkedHashMap<InvocationRef, End>();
        for (var each : all) once.putIfAbsent(each.event.ref(), each);
        var ends = List.copyOf(once.values());
        if (ends.isEmpty()) return 0;
        return handle.createUpdate(
                        """
                        update invocation i set
                            state              = e.state,
                            output             = cast(e.output as json),
                            problem            = cast(e.problem as json),
                            started_at         = coalesce(i.started_at,
                                                          greatest(i.created_at, e.at - make_interval(secs => e.running / 1000))),
                            finished_at        = greatest(e.at, i.created_at),
                            running_millis     = e.running,
                            model_millis       = e.model,
                            connector_millis   = e.connector,
                            first_token_millis = e.first_token,
                            steps              = e.steps
                        from unnest(:tenants, :ids, :attempts, :states, :outputs, :problems, :ats, :running, :model, :connector,
                                    :firstToken, :steps)
                            as e (tenant_id, id, attempt, state, output, problem, at, running, model, connector, first_token, steps)
                        where (i.tenant_id, i.id, i.attempt) = (e.tenant_id, e.id, e.attempt)
                          and i.state in ('queued', 'running', 'waiting')
                        """)
                .bind("tenants", Column.uuid(ends, each -> each.event.ref().tenantId()))
                .bind("ids", Column.uuid(ends, each -> each.event.ref().invocationId()))
                .bind("attempts", Column.integer(ends, each -> each.event.ref().attempt()))
                .bind("states", Column.text(ends, each -> each.state.word()))
                .bind("outputs", Column.text(ends, End::output))
                .bind("problems", Column.text(ends, each -> Json.text(each.problem)))
                .bind("ats", Column.instant(ends, each -> each.event.at()))
                .bind("running", Column.number(ends, each -> each.timing.runningMillis()))
                .bind("model", Column.number(ends, each -> each.timing.modelMillis()))
                .bind("connector", Column.number(ends, each -> each.timing.connectorMillis()))
                .bind("firstToken", Column.number(ends, each -> each.timing.firstTokenMillis()))
                .bind("steps", Column.integer(ends, each -> each.timing.steps()))
                .execute();
    }

    /// How a run ended, in the platform's words.
    public record End(
            InvocationEvent event,
            InvocationState state,
            @Nullable String output,
            @Nullable Problem problem,
            RunTiming timing) {
        public static End of(InvocationSucceeded event) {
            return new End(event, InvocationState.SUCCEEDED, Json.text(event.output()), null, event.timing());
        }

        /// A worker whose time was over says so as a failure; the invocation is then `expired`, whoever saw it first.
        public static End of(InvocationFailed event) {
            boolean late = event.problem().code().equals("deadline-exceeded");
            var state = late ? InvocationState.EXPIRED : InvocationState.FAILED;
            return new End(event, state, null, event.problem(), event.timing());
        }

        public static End of(InvocationCancelled event) {
            var problem = new Problem("cancelled", "The invocation was cancelled.", false, null);
            return new End(event, InvocationState.CANCELLED, null, problem, event.timing());
        }

        /// The end that an event tells of; absent for one that tells of something else.
        public static @Nullable End of(InvocationEvent event) {
            return switch (event) {
                case InvocationSucceeded succeeded -> of(succeeded);
                case InvocationFailed failed -> of(failed);
                case InvocationCancelled cancelled -> of(cancelled);
                case InvocationStarted _, InvocationEvent.CallDispatched _, InvocationEvent.StepFinished _ -> null;
            };
        }
    }
}
