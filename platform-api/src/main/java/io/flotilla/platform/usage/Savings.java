package io.flotilla.platform.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.database.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What small models and the cache saved, by scenario: what was paid, held against what it would have been had the large model
/// answered everything.
///
/// An answer that a small model or the cache gave and that stood would have cost what a call of the large model cost on
/// average in the same scenario and span. A small call that was followed by a large one at the same place of the same
/// invocation did not stand: it saved nothing, and its own cost is a loss.
@ApplicationScoped
class Savings {
    private static final String SELECT =
            """
            with place as (
                select scenario, currency, invocation_id, step, iteration,
                       bool_or(route = 'large' and errors = 0) as by_large,
                       bool_or(route = 'small' and errors = 0) as by_small,
                       bool_or(route = 'cache' and errors = 0) as by_cache,
                       sum(cost_nano) filter (where route = 'large') as large_nano,
                       count(*) filter (where route = 'large' and calls = 1 and errors = 0 and cost_nano is not null) as large_calls,
                       sum(cost_nano) as paid_nano
                from usage_event
                where tenant_id = :tenant and called_at >= :from and called_at < :to and kind = 'model' and currency is not null
                group by 1, 2, 3, 4, 5),
            summed as (
                select scenario, currency, count(*) as answers,
                       count(*) filter (where by_small and not by_large) as by_small,
                       count(*) filter (where by_cache and not by_large and not by_small) as by_cache,
                       count(*) filter (where by_large and by_small) as escalated,
                       coalesce(sum(paid_nano), 0)::bigint as paid_nano,
                       coalesce(sum(large_nano), 0)::bigint as large_nano,
                       sum(large_calls)::bigint as large_calls
                from place group by 1, 2)
            select *, case when large_calls > 0
                           then (large_nano + round(large_nano::numeric / large_calls * (by_small + by_cache)))::bigint end as large_only_nano
            from summed
            order by scenario, currency
            """;

    private final Database database;

    Savings(Database database) {
        this.database = database;
    }

    List<Saving> of(TenantId tenant, Instant from, Instant to) {
        return database.inTenant(
                tenant,
                handle -> handle.createQuery(SELECT)
                        .bind("tenant", tenant)
                        .bind("from", from)
                        .bind("to", to)
                        .map((row, context) -> saving(row))
                        .list());
    }

    private static Saving saving(ResultSet row) throws SQLException {
        var currency = row.getString("currency");
        long paid = row.getLong("paid_nano");
        var largeOnly = row.getObject("large_only_nano", Long.class);
        return new Saving(
                row.getString("scenario"),
                row.getLong("answers"),
                row.getLong("by_small"),
                row.getLong("by_cache"),
                row.getLong("escalated"),
                new Money(paid, currency),
                largeOnly == null ? null : new Money(largeOnly, currency),
                largeOnly == null ? null : new Money(largeOnly - paid, currency));
    }

    /// One scenario in one currency.
    ///
    /// @param answers   places at which a model, small or large, or the cache was asked
    /// @param bySmall   those where a small model's answer stood
    /// @param byCache   those that came from the cache
    /// @param escalated those where the large model was asked after a small one
    /// @param largeOnly what the large model would have cost; absent where it was never asked: nobody knows then
    /// @param saved     can be negative: small calls that did not stand were paid too
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Saving(
            String scenario,
            long answers,
            long bySmall,
            long byCache,
            long escalated,
            Money paid,
            @Nullable Money largeOnly,
            @Nullable Money saved) {}
}
