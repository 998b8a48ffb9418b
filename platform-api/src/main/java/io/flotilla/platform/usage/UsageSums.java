package io.flotilla.platform.usage;

import io.flotilla.platform.database.Database;
import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.scenario.Names;
import io.flotilla.platform.scenario.Scenarios;
import io.flotilla.platform.usage.UsageAnswer.Measures;
import io.flotilla.platform.usage.UsageAnswer.Row;
import io.flotilla.platform.usage.UsageAnswer.Sums;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/// Answers questions about usage: whole hours from the hours' sums, the ragged ends from the ledger itself.
@ApplicationScoped
class UsageSums {
    private static final String MEASURES = "calls, errors, input_tokens, cached_input_tokens, output_tokens,"
            + " reasoning_tokens, cost_nano, currency";
    private static final String DIMENSIONS =
            "tenant_id, scenario, app, version, environment, caller, kind, provider, model, api_key_id, route";

    private static final Set<Dimension> NAMED = EnumSet.of(Dimension.INDUSTRY, Dimension.DOMAIN, Dimension.SCENARIO);

    private final Database database;
    private final Scenarios scenarios;

    UsageSums(Database database, Scenarios scenarios) {
        this.database = database;
        this.scenarios = scenarios;
    }

    UsageAnswer answer(TenantId tenant, UsageQuestion question) {
        return database.inTenant(tenant, handle -> {
            var slices = slices(handle, question);
            return fold(question, slices, scenarios.names(handle, tenant, codes(question, slices)));
        });
    }

    /// Over all tenants that the transaction sees, without what codes are called.
    static UsageAnswer answer(Handle handle, UsageQuestion question) {
        return fold(question, slices(handle, question), Map.of());
    }

    /// Where the tenant's days and months begin.
    ZoneId zone(TenantId tenant) {
        return ZoneId.of(database.inTenant(
                tenant,
                handle -> handle.createQuery("select tenant_zone(:tenant)")
                        .bind("tenant", tenant)
                        .mapTo(String.class)
                        .one()));
    }

    private static List<Slice> slices(Handle handle, UsageQuestion question) {
        var query = handle.createQuery(sql(question))
                .bind("from", question.from())
                .bind("to", question.to())
                .bind("firstHour", question.firstHour())
                .bind("lastHour", question.lastHour())
                .bind("headEnd", earlier(question.to(), question.firstHour()))
                .bind("tailStart", later(question.lastHour(), question.firstHour()))
                .bind("window", question.window())
                .bind("zone", question.zone().getId());
        bindFilters(query, question);
        return query.map((row, context) -> slice(row, question)).list();
    }

    /// The codes of industries, domains and scenarios in the groups.
    private static Set<String> codes(UsageQuestion question, List<Slice> slices) {
        return question.groupBy().stream()
                .filter(NAMED::contains)
                .flatMap(each -> slices.stream().map(slice -> slice.group.keys.get(each.word())))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /// Filters as the end of a `where`.
    static String filters(UsageQuestion question) {
        var filters = question.filters().keySet().stream()
                .sorted()
                .map(each -> " and %s = any(:%s)".formatted(each.sql(), each.word()))
                .collect(Collectors.joining());
        return question.modelsOnly() ? filters + " and u.kind = 'model'" : filters;
    }

    static void bindFilters(SqlStatement<?> statement, UsageQuestion question) {
        question.filters().forEach((dimension, values) -> statement.bindArray(dimension.word(), String.class, values));
    }

    private static String sql(UsageQuestion question) {
        var groups = question.groupBy().stream()
                .map(each -> ", %s as by_%s".formatted(each.sql(), each.word()))
                .collect(Collectors.joining());
        var keys =
                question.groupBy().stream().map(each -> ", by_" + each.word()).collect(Collectors.joining());
        var start = question.window() == null
                ? "cast(:from as timestamptz)"
                : "greatest(date_trunc(:window, u.at, :zone), :from)";
        return """
                select %s as start%s, u.currency, cast(sum(u.calls) as bigint) as calls, cast(sum(u.errors) as bigint) as errors,
                       cast(sum(u.input_tokens) as bigint) as input_tokens, cast(sum(u.cached_input_tokens) as bigint) as cached_input_tokens,
                       cast(sum(u.output_tokens) as bigint) as output_tokens, cast(sum(u.reasoning_tokens) as bigint) as reasoning_tokens,
                       cast(sum(u.cost_nano) as bigint) as cost_nano
                from (%s) u
                where true%s
                group by start%s, u.currency
                order by start%s, u.currency nulls last
                """.formatted(start, groups, source(question), filters(question), keys, keys);
    }

    private static String source(UsageQuestion question) {
        if (!question.fitsHours()) {
            return "select called_at as at, %s, %s from usage_event where called_at >= :from and called_at < :to"
                    .formatted(DIMENSIONS, MEASURES);
        }
        return """
                select hour as at, %1$s, %2$s from usage_hour where hour >= :firstHour and hour < :lastHour
                union all
                select called_at, %1$s, %2$s from usage_event where called_at >= :from and called_at < :headEnd
                union all
                select called_at, %1$s, %2$s from usage_event where called_at >= :tailStart and called_at < :to
                """.formatted(DIMENSIONS, MEASURES);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Slice slice(ResultSet row, UsageQuestion question) throws SQLException {
        var group = new LinkedHashMap<String, @Nullable String>();
        for (var each : question.groupBy()) group.put(each.word(), row.getString("by_" + each.word()));
        var measures = new Measures(
                row.getLong("calls"),
                row.getLong("errors"),
                row.getObject("input_tokens", Long.class),
                row.getObject("cached_input_tokens", Long.class),
                row.getObject("output_tokens", Long.class),
                row.getObject("reasoning_tokens", Long.class),
                row.getObject("cost_nano", Long.class));
        var start = row.getObject("start", OffsetDateTime.class).toInstant();
        return new Slice(new Group(start, group), Sums.of(measures, row.getString("currency")));
    }

    /// Puts the currencies of one group together.
    private static UsageAnswer fold(UsageQuestion question, List<Slice> slices, Map<String, Names> names) {
        var groups = new LinkedHashMap<Group, Sums>();
        var total = Sums.NONE;
        for (var each : slices) {
            groups.merge(each.group, each.sums, Sums::plus);
            total = total.plus(each.sums);
        }
        var rows = new ArrayList<Row>();
        groups.forEach((group, sums) -> rows.add(Row.of(group.start, group.keys, sums)));
        var groupBy = question.groupBy().stream().map(Dimension::word).toList();
        return new UsageAnswer(question.from(), question.to(), question.window(), groupBy, rows, total, names, null);
    }

    private record Group(Instant start, Map<String, @Nullable String> keys) {}

    private record Slice(Group group, Sums sums) {}
}
