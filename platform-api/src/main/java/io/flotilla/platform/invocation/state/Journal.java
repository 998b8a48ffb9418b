package io.flotilla.platform.invocation.state;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.messages.InvocationEvent.CallDispatched;
import io.flotilla.messages.InvocationEvent.StepFinished;
import io.flotilla.messages.InvocationRef;
import io.flotilla.messages.JournalEntry;
import io.flotilla.messages.Problem;
import io.flotilla.messages.StepAddress;
import io.flotilla.messages.StepState;
import io.flotilla.platform.queue.Column;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The finished steps of invocations, and the calls that were announced.
public final class Journal {
    private Journal() {}

    /// Adds steps that the present attempt of an invocation finished; those of an older one are ignored.
    public static void add(Handle handle, List<StepFinished> all) {
        record Key(UUID invocation, StepAddress at) {}
        var latest = new LinkedHashMap<Key, StepFinished>();
        for (var each : all) {
            latest.merge(
                    new Key(each.ref().invocationId(), each.entry().at()),
                    each,
                    (one, other) -> other.ref().attempt() > one.ref().attempt() ? other : one);
        }
        var steps = List.copyOf(latest.values());
        if (steps.isEmpty()) return;
        handle.createUpdate("""
                        insert into step_run as s (tenant_id, invocation_id, step, iteration, attempt, type, state, output,
                                                   problem, started_at, finished_at)
                        select e.tenant_id, e.invocation_id, e.step, e.iteration, e.attempt, e.type, e.state,
                               cast(e.output as json), cast(e.problem as json), e.started_at, e.finished_at
                        from unnest(:tenants, :invocations, :attempts, :steps, :iterations, :types, :states, :outputs, :problems,
                                    :starts, :finishes) with ordinality
                            as e (tenant_id, invocation_id, attempt, step, iteration, type, state, output, problem, started_at,
                                  finished_at, ordinal)
                        join invocation i on (i.tenant_id, i.id, i.attempt) = (e.tenant_id, e.invocation_id, e.attempt)
                        order by e.ordinal
                        on conflict (tenant_id, invocation_id, step, iteration) do update set
                            attempt = excluded.attempt, type = excluded.type, state = excluded.state,
                            output = excluded.output, problem = excluded.problem,
                            started_at = excluded.started_at, finished_at = excluded.finished_at
                        where s.attempt < excluded.attempt
                        """)
                .bind("tenants", Column.uuid(steps, each -> each.ref().tenantId()))
                .bind("invocations", Column.uuid(steps, each -> each.ref().invocationId()))
                .bind("attempts", Column.integer(steps, each -> each.ref().attempt()))
                .bind("steps", Column.text(steps, each -> each.entry().at().step()))
                .bind("iterations", Column.text(steps, each -> each.entry().at().iteration()))
                .bind("types", Column.text(steps, StepFinished::stepType))
                .bind("states", Column.text(steps, each -> word(each.entry().state())))
                .bind(
                        "outputs",
                        Column.text(steps, each -> Json.text(each.entry().output())))
                .bind("problems", Column.text(steps, each -> Json.text(each.problem())))
                .bind("starts", Column.instant(steps, StepFinished::startedAt))
                .bind("finishes", Column.instant(steps, StepFinished::at))
                .execute();
    }

    /// Adds announced calls, of any attempt.
    public static void announce(Handle handle, List<CallDispatched> calls) {
        if (calls.isEmpty()) return;
        handle.createUpdate("""
                        insert into call_dispatch (tenant_id, invocation_id, id, attempt, call, route)
                        select e.tenant_id, e.invocation_id, e.id, e.attempt, cast(e.call as json), coalesce(e.route, 'large')
                        from unnest(:tenants, :invocations, :ids, :attempts, :calls, :routes)
                            as e (tenant_id, invocation_id, id, attempt, call, route)
                        on conflict do nothing
                        """)
                .bind("tenants", Column.uuid(calls, each -> each.ref().tenantId()))
                .bind("invocations", Column.uuid(calls, each -> each.ref().invocationId()))
                .bind("ids", Column.uuid(calls, each -> each.call().id()))
                .bind("attempts", Column.integer(calls, each -> each.ref().attempt()))
                .bind("calls", Column.text(calls, each -> Json.text(each.call())))
                .bind("routes", Column.text(calls, CallDispatched::route))
                .execute();
    }

    /// What the calls may cost that older attempts announced and that are in no ledger yet.
    public static long untoldNano(Handle handle, InvocationRef ref) {
        return handle.createQuery("""
                        select coalesce(sum((d.call ->> 'ceilingNano')::bigint), 0)::bigint from call_dispatch d
                        where d.tenant_id = :tenant and d.invocation_id = :invocation and d.attempt < :attempt
                          and not exists (select 1 from usage_event u
                                          where (u.tenant_id, u.invocation_id, u.id) = (d.tenant_id, d.invocation_id, d.id))
                        """)
                .bind("tenant", ref.tenantId())
                .bind("invocation", ref.invocationId())
                .bind("attempt", ref.attempt())
                .mapTo(Long.class)
                .one();
    }

    /// The steps of an invocation in the order they ended.
    public static List<Step> of(Handle handle, UUID tenantId, UUID invocationId) {
        return handle.createQuery("""
                        select * from step_run
                        where tenant_id = :tenant and invocation_id = :invocation order by position
                        """)
                .bind("tenant", tenantId)
                .bind("invocation", invocationId)
                .map((row, context) -> step(row))
                .list();
    }

    /// Whether all is there that the worker says it finished; true while the run goes on.
    public static boolean isWhole(Handle handle, UUID tenantId, UUID invocationId) {
        return handle.createQuery("""
                        select coalesce(i.steps, 0) <= (
                            select count(*) from step_run s
                            where (s.tenant_id, s.invocation_id, s.attempt) = (i.tenant_id, i.id, i.attempt))
                        from invocation i where i.tenant_id = :tenant and i.id = :invocation
                        """)
                .bind("tenant", tenantId)
                .bind("invocation", invocationId)
                .mapTo(Boolean.class)
                .one();
    }

    /// What the next attempt need not run again: all steps but the failed ones.
    public static List<JournalEntry> entries(Handle handle, UUID tenantId, UUID invocationId) {
        return of(handle, tenantId, invocationId).stream()
                .filter(each -> each.state != StepState.FAILED)
                .map(each -> new JournalEntry(each.at, each.state, each.output))
                .toList();
    }

    private static Step step(ResultSet row) throws SQLException {
        var problem = row.getString("problem");
        return new Step(
                new StepAddress(row.getString("step"), row.getString("iteration")),
                row.getInt("attempt"),
                row.getString("type"),
                StepState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                Json.value(row.getString("output")),
                problem == null ? null : Json.read(problem, Problem.class),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                row.getObject("finished_at", OffsetDateTime.class).toInstant());
    }

    private static String word(StepState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /// One finished step.
    public record Step(
            StepAddress at,
            int attempt,
            String type,
            StepState state,
            JsonNode output,
            @Nullable Problem problem,
            Instant startedAt,
            Instant finishedAt) {}
}
