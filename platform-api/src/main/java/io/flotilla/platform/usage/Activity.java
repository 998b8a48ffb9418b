package io.flotilla.platform.usage;

import io.flotilla.platform.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// How much the whole platform is used: by month, over all tenants, with what it is used for.
@ApplicationScoped
class Activity {
    private final Database database;
    private final Clock clock;

    Activity(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// The months up to the present one, the oldest first.
    ///
    /// @param top how many scenarios and tenants of each month
    Report of(int months, int top) {
        var last = YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
        var first = last.minusMonths(months - 1L);
        return database.asProjection(handle -> {
            var sums = sums(handle, start(first.minusMonths(1)), start(last.plusMonths(1)));
            var all = new ArrayList<Month>();
            for (var month = first; !month.isAfter(last); month = month.plusMonths(1)) {
                var now = find(sums, month);
                var before = find(sums, month.minusMonths(1));
                all.add(new Month(
                        month,
                        now.tenants,
                        now.calls,
                        growth(before.calls, now.calls),
                        growth(before.tenants, now.tenants),
                        top(handle, "scenario", month, top),
                        top(handle, "(select name from tenant t where t.id = h.tenant_id)", month, top)));
            }
            return new Report(List.copyOf(all));
        });
    }

    private static List<Sum> sums(Handle handle, Instant from, Instant to) {
        return handle.createQuery(
                        """
                        select to_char(hour at time zone 'UTC', 'YYYY-MM') as month, count(distinct tenant_id) as tenants,
                               sum(calls)::bigint as calls
                        from usage_hour where kind = 'model' and hour >= :from and hour < :to group by 1
                        """)
                .bind("from", from)
                .bind("to", to)
                .map((row, context) -> new Sum(
                        YearMonth.parse(row.getString("month")), row.getLong("tenants"), row.getLong("calls")))
                .list();
    }

    private static List<Most> top(Handle handle, String what, YearMonth month, int most) {
        return handle.createQuery(
                        """
                        select %s as name, sum(calls)::bigint as calls, count(distinct tenant_id) as tenants
                        from usage_hour h where kind = 'model' and hour >= :from and hour < :to
                        group by 1 order by 2 desc, 1 limit :most
                        """
                                .formatted(what))
                .bind("from", start(month))
                .bind("to", start(month.plusMonths(1)))
                .bind("most", most)
                .map((row, context) -> most(row))
                .list();
    }

    private static Most most(ResultSet row) throws SQLException {
        return new Most(row.getString("name"), row.getLong("calls"), row.getLong("tenants"));
    }

    private static Sum find(List<Sum> sums, YearMonth month) {
        return sums.stream().filter(each -> each.month.equals(month)).findFirst().orElse(new Sum(month, 0, 0));
    }

    private static @Nullable Double growth(long before, long now) {
        return before == 0 ? null : (now - before) / (double) before;
    }

    private static Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /// The months asked for, the oldest first.
    @Schema(name = "Activity")
    record Report(List<Month> months) {}

    /// @param activeTenants those with a model call in the month
    /// @param callGrowth    against the month before: 0.5 is half as much again; absent when there was nothing before
    record Month(
            YearMonth month,
            long activeTenants,
            long calls,
            @Nullable Double callGrowth,
            @Nullable Double tenantGrowth,
            List<Most> topScenarios,
            List<Most> topTenants) {}

    /// @param tenants how many tenants it is used by
    record Most(String name, long calls, long tenants) {}

    private record Sum(YearMonth month, long tenants, long calls) {}
}
