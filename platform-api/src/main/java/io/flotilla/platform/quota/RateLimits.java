package io.flotilla.platform.quota;

import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.problem.Fault;
import io.flotilla.platform.problem.ProblemCode;
import io.flotilla.platform.problem.RateLimit;
import io.flotilla.platform.queue.Column;
import io.flotilla.platform.usage.LedgerListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Lets requests pass at the rates that a tenant has set, whichever instance they come to: the database counts, by its
/// own clock. A request that is refused for whatever reason leaves nothing used, because its transaction is not committed.
@ApplicationScoped
public class RateLimits implements LedgerListener {
    private static final String TAKE =
            """
            insert into rate_limit_use as u (tenant_id, limit_id, measure, per_minute, spent_until)
            select l.tenant_id, l.id, 'requests', l.requests_per_minute,
                   clock_timestamp() + make_interval(secs => 60.0 / l.requests_per_minute)
            from rate_limit l
            where l.tenant_id = :tenant and l.id = any (:limits)
            order by l.id
            on conflict on constraint rate_limit_use_key do update
            set per_minute  = excluded.per_minute,
                spent_until = greatest(u.spent_until, clock_timestamp()) + make_interval(secs => 60.0 / excluded.per_minute)
            where greatest(u.spent_until, clock_timestamp()) + make_interval(secs => 60.0 / excluded.per_minute)
                  <= clock_timestamp() + make_interval(secs => greatest(:burst, 60.0 / excluded.per_minute))
            returning u.limit_id, extract(epoch from u.spent_until - clock_timestamp())::float8 as ahead
            """;
    private static final String SPEND =
            """
            insert into rate_limit_use as u (tenant_id, limit_id, measure, per_minute, spent_until)
            select l.tenant_id, l.id, 'tokens', l.tokens_per_minute,
                   clock_timestamp() + make_interval(secs => least(1e6, sum(e.tokens) * 60.0 / l.tokens_per_minute)::float8)
            from unnest(:tenants, :apps, :keys, :models, :tokens) as e (tenant_id, app, api_key_id, model, tokens)
            join rate_limit l on l.tenant_id = e.tenant_id and l.tokens_per_minute is not null
                and l.subject = case l.level when 'tenant' then '' when 'app' then e.app when 'model' then e.model
                                             else e.api_key_id::text end
            group by l.tenant_id, l.id
            order by l.tenant_id, l.id
            on conflict on constraint rate_limit_use_key do update
            set per_minute  = excluded.per_minute,
                spent_until = greatest(u.spent_until, clock_timestamp()) + (excluded.spent_until - statement_timestamp())
            """;

    /// Takes one request under every limit that an invocation comes under.
    ///
    /// @throws Fault.QuotaExceeded `rate-limited`; the transaction must then not be committed
    public Passed take(Handle handle, TenantId tenant, Spender spender) {
        var limits = Limits.over(handle, tenant, spender);
        if (limits.isEmpty()) return Passed.UNLIMITED;
        for (var each : limits) {
            if (Objects.equals(each.tokensLeft(), 0L)) throw refused(each, "tokens", tokenPace(each), each.tokensAhead());
        }
        var counted = limits.stream().filter(each -> each.requestsPerMinute() != null).toList();
        var ahead = take(handle, tenant, counted);
        for (var each : counted) {
            if (!ahead.containsKey(each.id())) throw refused(each, "requests", requestPace(each), each.requestsAhead());
        }
        return new Passed(
                counted.stream().map(each -> seen(each, ahead.getOrDefault(each.id(), 0.0))).toList(),
                limits.stream().flatMap(each -> Bound.of(each, spender).stream()).toList());
    }

    /// Tokens are counted once they are used.
    @Override
    public void added(Handle handle, List<Added> rows) {
        var used = rows.stream().filter(each -> each.tokens() > 0).toList();
        if (used.isEmpty()) return;
        handle.createUpdate(SPEND)
                .bind("tenants", Column.uuid(used, Added::tenantId))
                .bind("apps", Column.text(used, Added::app))
                .bind("keys", Column.uuid(used, Added::apiKeyId))
                .bind("models", Column.text(used, Added::model))
                .bind("tokens", Column.bigint(used, Added::tokens))
                .execute();
    }

    private static Map<UUID, Double> take(Handle handle, TenantId tenant, List<Limit> limits) {
        var ahead = new HashMap<UUID, Double>();
        if (limits.isEmpty()) return ahead;
        handle.createQuery(TAKE)
                .bind("tenant", tenant)
                .bind("limits", Column.uuid(limits, Limit::id))
                .bind("burst", Pace.REQUEST_BURST)
                .map((row, context) -> Map.entry(row.getObject("limit_id", UUID.class), row.getDouble("ahead")))
                .forEach(each -> ahead.put(each.getKey(), each.getValue()));
        return ahead;
    }

    private static Fault refused(Limit limit, String measure, Pace pace, double ahead) {
        var wait = pace.wait(ahead);
        return new Fault.QuotaExceeded(
                ProblemCode.RATE_LIMITED,
                "The limit '%s' of %s lets %d %s pass in a minute."
                        .formatted(limit.name(), limit.node(), pace.perMinute(), measure),
                wait.isZero() ? Duration.ofSeconds(1) : wait,
                List.of(new RateLimit(limit.name(), pace.perMinute(), 0, wait)));
    }

    private static RateLimit seen(Limit limit, double ahead) {
        var pace = requestPace(limit);
        return new RateLimit(
                limit.name(),
                pace.perMinute(),
                pace.left(ahead),
                Duration.ofMillis((long) (Math.max(0, ahead) * 1000)));
    }

    private static Pace requestPace(Limit limit) {
        return Pace.ofRequests(Objects.requireNonNullElse(limit.requestsPerMinute(), 1));
    }

    private static Pace tokenPace(Limit limit) {
        return Pace.ofTokens(Objects.requireNonNullElse(limit.tokensPerMinute(), 1L));
    }

    /// A request that passed.
    ///
    /// @param limits what its caller may know of the limits it came under
    /// @param bounds how many invocations may be under way together
    public record Passed(List<RateLimit> limits, List<Bound> bounds) {
        static final Passed UNLIMITED = new Passed(List.of(), List.of());

        public Passed {
            limits = List.copyOf(limits);
            bounds = List.copyOf(bounds);
        }
    }
}
