package io.flotilla.platform.invocation.admission;

import io.flotilla.platform.access.Caller;
import io.flotilla.platform.access.Principal;
import io.flotilla.platform.access.Reach;
import io.flotilla.platform.app.LiveVersions;
import io.flotilla.platform.app.RunnableVersion;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.invocation.dispatch.Requests;
import io.flotilla.platform.invocation.state.Invocation;
import io.flotilla.platform.invocation.state.InvocationIds;
import io.flotilla.platform.invocation.state.InvocationState;
import io.flotilla.platform.invocation.state.Invocations;
import io.flotilla.platform.problem.Fault;
import io.flotilla.platform.problem.ProblemCode;
import io.flotilla.platform.problem.Violation;
import io.flotilla.platform.quota.Bound;
import io.flotilla.platform.quota.Holds;
import io.flotilla.platform.quota.RateLimits;
import io.flotilla.platform.quota.Refusals;
import io.flotilla.platform.quota.Spender;
import io.flotilla.platform.quota.WorstBill;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Admission.
@ApplicationScoped
public class Admissions {
    /// Admissions that count without the lock leave at least this much room, more than an instance has
    /// connections.
    private static final int ROOM_FOR_THE_UNLOCKED = 64;

    private final Database database;
    private final LiveVersions versions;
    private final RateLimits rates;
    private final Holds holds;
    private final Refusals refusals;
    private final AdmissionConfig config;
    private final Clock clock;

    Admissions(Database database, LiveVersions versions, RateLimits rates, Holds holds, Refusals refusals, AdmissionConfig config, Clock clock) {
        this.database = database;
        this.versions = versions;
        this.rates = rates;
        this.holds = holds;
        this.refusals = refusals;
        this.config = config;
        this.clock = clock;
    }

    /// Lets an invocation in. The row is committed when this returns; producing its request is the caller's
    /// next step, and the sweeper's if the caller does not come to it.
    ///
    /// @throws Fault if it is refused, and then nothing has happened
    public Admitted admit(Caller caller, Ask ask) {
        try {
            return admitted(caller, ask);
        } catch (Fault.QuotaExceeded e) {
            e.budget().ifPresent(budget -> refusals.tell(caller, budget, ask.app(), e.detail()));
            throw e;
        }
    }

    private Admitted admitted(Caller caller, Ask ask) {
        var tenant = caller.tenant();
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var id = InvocationIds.next(now);
        return database.inTenant(tenant, handle -> {
            var before = Idempotency.claim(handle, caller, ask, id, now);
            if (before.isPresent()) return new Admitted(before.get(), null, List.of());
            var version = versions.live(handle, tenant, ask.app(), ask.environment(), id.toString());
            check(version, ask);
            check(version, caller.reach());
            var invocation = invocation(caller, ask, version, id, now);
            var spender = spender(invocation, version);
            var passed = rates.take(handle, tenant, spender);
            keepBounds(handle, tenant, passed.bounds());
            var spending = holds.take(handle, tenant, id, now, spender, () -> worst(version, ask));
            Invocations.insert(handle, invocation, now.plus(config.sweepAfter()));
            return new Admitted(invocation, Requests.first(invocation, version, spending.orElse(null)), passed.limits());
        });
    }

    private static void check(RunnableVersion version, Ask ask) {
        var violations = version.checked().checkInputs(ask.inputs()).stream()
                .map(each -> new Violation("/inputs" + each.pointer(), each.code(), each.message()))
                .toList();
        if (violations.isEmpty()) return;
        throw new Fault.Invalid(ProblemCode.INVALID_INPUT, "The inputs do not fit the app's schema.", violations);
    }

    private static void check(RunnableVersion version, Reach reach) {
        if (!reach.app(version.app())) throw Fault.notFound();
        for (var route : version.checked().definition().spec().models().values()) {
            for (var model : route.names()) {
                if (reach.model(model)) continue;
                throw Fault.forbidden("The app uses the model '%s', which this key may not use.".formatted(model));
            }
        }
    }

    /// Exact when a bound is near: then admissions of the tenant go one after another.
    ///
    /// @param own what the tenant itself wants; beside it stands what the platform allows
    private void keepBounds(Handle handle, TenantId tenant, List<Bound> own) {
        var bounds = new ArrayList<>(own);
        bounds.add(Bound.ofTenant(config.perTenant()));
        if (bounds.stream().allMatch(each -> alive(handle, tenant, each) < each.most() - ROOM_FOR_THE_UNLOCKED)) return;
        handle.createQuery("select 1 from (select pg_advisory_xact_lock(hashtextextended(:tenant, 20))) locked")
                .bind("tenant", tenant.toString())
                .mapTo(Integer.class)
                .one();
        for (var each : bounds) {
            if (alive(handle, tenant, each) < each.most()) continue;
            throw new Fault.QuotaExceeded(
                    ProblemCode.QUEUE_FULL,
                    "%d invocations%s are queued or running, which is the most at a time."
                            .formatted(each.most(), each.of()),
                    config.retryAfter());
        }
    }

    private static int alive(Handle handle, TenantId tenant, Bound bound) {
        return Invocations.alive(handle, tenant.value(), bound.app(), bound.apiKeyId(), bound.most());
    }

    private static Spender spender(Invocation invocation, RunnableVersion version) {
        var models = version.models().values().stream()
                .map(route -> route.models().getFirst().name())
                .distinct()
                .toList();
        return new Spender(invocation.scenario(), invocation.app(), invocation.apiKeyId(), models);
    }

    private static WorstBill worst(RunnableVersion version, Ask ask) {
        return WorstBill.of(version.checked().definition().spec(), version.models(), ask.inputs());
    }

    private Invocation invocation(Caller caller, Ask ask, RunnableVersion version, UUID id, Instant now) {
        Duration time = Objects.requireNonNullElse(
                version.checked().definition().spec().limits().deadline(), config.deadline());
        return new Invocation(
                caller.tenant().value(),
                id,
                version.appId(),
                version.app(),
                version.version(),
                version.releaseId(),
                version.scenario().value(),
                version.environment(),
                InvocationState.QUEUED,
                1,
                ask.inputs(),
                null,
                null,
                ask.metadata(),
                caller.principal().label(),
                apiKey(caller.principal()),
                ask.replyPartition(),
                ask.traceparent(),
                now,
                now.plus(time),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static @Nullable UUID apiKey(Principal principal) {
        return switch (principal) {
            case Principal.ApiKey key -> key.id();
            case Principal.Member _, Principal.Person _ -> null;
        };
    }
}
