package io.flotilla.platform.usage;

import io.flotilla.platform.problem.Fault;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a caller wants to know of usage: a span of time, its windows, groups and filters.
///
/// @param to exclusive
/// @param window `hour`, `day` or `month` in `zone`; absent for the whole span as one
/// @param filters accepted values by dimension; a dimension that is not here is not filtered
record UsageQuestion(
        Instant from,
        Instant to,
        @Nullable String window,
        ZoneId zone,
        List<Dimension> groupBy,
        Map<Dimension, List<String>> filters) {
    private static final Set<String> WINDOWS = Set.of("hour", "day", "month");
    private static final Set<String> OTHERS = Set.of("from", "to", "window", "zone", "groupBy", "compare", "limit", "cursor");

    UsageQuestion {
        groupBy = List.copyOf(groupBy);
        filters = Map.copyOf(filters);
        if (!from.isBefore(to)) throw Fault.invalid("to", "out-of-range", "'to' is after 'from'.");
        if (window != null && !WINDOWS.contains(window)) {
            throw Fault.invalid("window", "unknown-window", "A window is one of: hour, day, month.");
        }
    }

    /// Reads the query parameters. Without `from` the span is the current day; an unknown name is refused,
    /// because a misspelt filter would otherwise answer with too much.
    ///
    /// @param absent the time zone if none is named
    static UsageQuestion of(MultivaluedMap<String, String> parameters, Clock clock, ZoneId absent) {
        var zone = zone(parameters.getFirst("zone"), absent);
        var today = clock.instant().atZone(zone).truncatedTo(ChronoUnit.DAYS);
        var from = instant("from", parameters.getFirst("from"), today.toInstant());
        var end = from.atZone(zone).plusDays(1).toInstant();
        var now = clock.instant();
        var to = instant("to", parameters.getFirst("to"), end.isAfter(now) ? end : now);
        var groupBy = Dimension.list(String.join(",", parameters.getOrDefault("groupBy", List.of())));
        return new UsageQuestion(from, to, parameters.getFirst("window"), zone, groupBy, filters(parameters));
    }

    /// Whether the answer is to stand beside that of the span before.
    static boolean compares(MultivaluedMap<String, String> parameters) {
        var compare = parameters.getFirst("compare");
        if (compare == null) return false;
        if (compare.equals("previous")) return true;
        throw Fault.invalid("compare", "unknown-comparison", "Usage is compared with 'previous', the span before.");
    }

    /// The same question about the span before this one: as many months where it begins and ends with months, as many days
    /// where it does with days.
    UsageQuestion previous() {
        return new UsageQuestion(start(), from, window, zone, groupBy, filters);
    }

    private Instant start() {
        var begin = from.atZone(zone);
        var end = to.atZone(zone);
        if (isMidnight(begin) && isMidnight(end)) {
            if (begin.getDayOfMonth() == 1 && end.getDayOfMonth() == 1) {
                return begin.minusMonths(ChronoUnit.MONTHS.between(begin, end)).toInstant();
            }
            return begin.minusDays(ChronoUnit.DAYS.between(begin, end)).toInstant();
        }
        return from.minus(Duration.between(from, to));
    }

    private static boolean isMidnight(ZonedDateTime at) {
        return at.equals(at.truncatedTo(ChronoUnit.DAYS));
    }

    /// Whether it groups or filters by this.
    boolean names(Dimension dimension) {
        return groupBy.contains(dimension) || filters.containsKey(dimension);
    }

    /// Whether calls of models alone count: unless the question names kinds itself.
    boolean modelsOnly() {
        return !names(Dimension.KIND);
    }

    /// Whether the windows begin where hours begin, so that the hours' sums can answer: not where the clocks of the zone are
    /// half an hour off, be it for a part of the span (Lord Howe).
    boolean fitsHours() {
        var rules = zone.getRules();
        for (var at = from; rules.getOffset(at).getTotalSeconds() % 3600 == 0; ) {
            var next = rules.nextTransition(at);
            if (next == null || !next.getInstant().isBefore(to)) return true;
            at = next.getInstant();
        }
        return false;
    }

    /// The start of the first hour that is whole.
    Instant firstHour() {
        var floor = from.truncatedTo(ChronoUnit.HOURS);
        return floor.equals(from) ? floor : floor.plus(1, ChronoUnit.HOURS);
    }

    /// The end of the last hour that is whole.
    Instant lastHour() {
        return to.truncatedTo(ChronoUnit.HOURS);
    }

    private static Map<Dimension, List<String>> filters(MultivaluedMap<String, String> parameters) {
        var filters = new EnumMap<Dimension, List<String>>(Dimension.class);
        for (Dimension each : Dimension.values()) {
            var values = parameters.get(each.word());
            if (values != null)
                filters.put(each, List.of(String.join(",", values).split(",")));
        }
        for (String name : parameters.keySet()) {
            if (OTHERS.contains(name)) continue;
            if (filters.keySet().stream().noneMatch(each -> each.word().equals(name))) {
                throw Fault.invalid(name, "unknown-parameter", "Usage is not filtered by '" + name + "'.");
            }
        }
        return filters;
    }

    private static Instant instant(String name, @Nullable String text, Instant absent) {
        if (text == null) return absent;
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw Fault.invalid(name, "invalid-instant", "Give an instant such as 2026-11-23T00:00:00Z.");
        }
    }

    private static ZoneId zone(@Nullable String text, ZoneId absent) {
        try {
            return text == null ? absent : ZoneId.of(text);
        } catch (DateTimeException e) {
            throw Fault.invalid("zone", "unknown-zone", "Give a time zone such as Asia/Shanghai.");
        }
    }
}
