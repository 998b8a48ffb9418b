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
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jspecify.annotations.Nullable;

/// Answers questions about usage: whole hours from the hours' sums, the ragged ends from the ledger itself.
@ApplicationScoped
class UsageSums {
    private static final List<String> COLUMNS = List.of(
            "calls",
            "errors",
            "input_tokens",
            "cached_input_tokens",
            "output_tokens",
            "reasoning_tokens",
            "images",
            "audio_millis",
            "cost_nano");
    private static final String MEASURES = String.join(", ", COLUMNS) + ", currency";
    private static final String SUMS = COLUMNS.stream()
            .map(each -> "cast(sum(u.%1$s) as bigint) as %1$s".formatted(each))
            .collect(Collectors.joining(", "));
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
            var slices = slices(handle, tenant, question);
            return fold(question, slices, scenarios.names(handle, tenant, codes(question, slices)));
        });
    }

    /// Over all tenants that the transaction sees, without what codes are called.
    static UsageAnswer answer(Handle handle, UsageQuestion question) {
        return fold(question, slices(handle, null, question), Map.of());
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

    private static List<Slice> slices(Handle handle, @Nullable TenantId tenant, UsageQuestion question) {
        // the groups of a month fit, so that nothing is sorted on disk
        handle.execute("set local work_mem = '64MB'");
        var query = handle.createQuery(sql(question, tenant))
                .configure(SqlStatements.class, allowing -> allowing.setUnusedBindingAllowed(true))
                .bind("tenant", tenant)
                .bind("from", question.from())
                .bind("to", question.to())
                .bind("firstHour", question.firstHour())
                .bind("lastHour", question.lastHour())
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
        return filters(question, each -> true);
    }

    private static String filters(UsageQuestion question, Predicate<Dimension> which) {
        var filters = question.filters().keySet().stream()
                .filter(which)
                .sorted()
                .map(each -> " and %s = any(:only_%s)".formatted(each.sql(), each.word()))
                .collect(Collectors.joining());
        return question.modelsOnly() && which.test(Dimension.KIND) ? filters + " and u.kind = 'model'" : filters;
    }

    static void bindFilters(SqlStatement<?> statement, UsageQuestion question) {
        question.filters().forEach((dimension, values) -> statement.bindArray("only_" + dimension.word(), String.class, values));
    }

    /// Sums twice: over all rows by bare columns and hours, and over what comes out of that, which is little, by windows and
    /// names. To tell the window of each of many rows would take longer than all the rest.
    private static String sql(UsageQuestion question, @Nullable TenantId tenant) {
        var columns = columns(question);
        var groups = question.groupBy().stream()
                .map(each -> ", %s as by_%s".formatted(each.sql(), each.word()))
                .collect(Collectors.joining());
        var keys =
                question.groupBy().stream().map(each -> ", by_" + each.word()).collect(Collectors.joining());
        var start = question.window() == null
                ? "cast(:from as timestamptz)"
                : "greatest(date_trunc(:window, u.at, :zone), :from)";
        return """
                with u as (
                    select %1$s, %2$s from (%3$s) u where true%4$s group by %1$s)
                select %5$s as start%6$s, u.currency, %2$s from u
                where true%7$s
                group by start%8$s, u.currency
                order by start%8$s, u.currency nulls last
                """
                .formatted(
                        columns,
                        SUMS,
                        source(question, tenant),
                        filters(question, each -> !each.isLookedUp()),
                        start,
                        groups,
                        filters(question, Dimension::isLookedUp),
                        keys);
    }

    /// What the first sums are grouped by.
    private static String columns(UsageQuestion question) {
        var columns = new TreeSet<String>();
        question.groupBy().forEach(each -> columns.addAll(each.columns()));
        question.filters().keySet().stream()
                .filter(Dimension::isLookedUp)
                .forEach(each -> columns.addAll(each.columns()));
        columns.add("currency");
        if (question.window() != null) columns.add("at");
        return columns.stream().map("u."::concat).collect(Collectors.joining(", "));
    }

    /// That it is the tenant's is said once more beside the row-level security, because the planner then need not ask for each
    /// row whose it is.
    private static String source(UsageQuestion question, @Nullable TenantId tenant) {
        var own = tenant == null ? "" : " and tenant_id = :tenant";
        if (!question.fitsHours()) return ledger(":from", ":to", own);
        var first = question.firstHour();
        var last = question.lastHour();
        if (!first.isBefore(last)) return ledger(":from", ":to", own);
        var parts = new ArrayList<String>();
        parts.add("select hour as at, %s, %s from usage_hour where hour >= :firstHour and hour < :lastHour%s"
                .formatted(DIMENSIONS, MEASURES, own));
        if (question.from().isBefore(first)) parts.add(ledger(":from", ":firstHour", own));
        if (last.isBefore(question.to())) parts.add(ledger(":lastHour", ":to", own));
        return String.join(" union all ", parts);
    }

    private static String ledger(String from, String to, String own) {
        return "select called_at as at, %s, %s from usage_event where called_at >= %s and called_at < %s%s"
                .formatted(DIMENSIONS, MEASURES, from, to, own);
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
                row.getObject("images", Long.class),
                row.getObject("audio_millis", Long.class),
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
