package io.flotilla.platform.usage;

import io.flotilla.platform.problem.Fault;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
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
    private static final Set<String> OTHERS = Set.of("from", "to", "window", "zone", "groupBy", "limit", "cursor");

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
    static UsageQuestion of(MultivaluedMap<String, String> parameters, Clock clock) {
        var zone = zone(parameters.getFirst("zone"));
        var today = clock.instant().atZone(zone).truncatedTo(ChronoUnit.DAYS);
        var from = instant("from", parameters.getFirst("from"), today.toInstant());
        var end = from.atZone(zone).plusDays(1).toInstant();
        var now = clock.instant();
        var to = instant("to", parameters.getFirst("to"), end.isAfter(now) ? end : now);
        var groupBy = Dimension.list(String.join(",", parameters.getOrDefault("groupBy", List.of())));
        return new UsageQuestion(from, to, parameters.getFirst("window"), zone, groupBy, filters(parameters));
    }

    /// Whether calls of models alone count: unless the question names kinds itself.
    boolean modelsOnly() {
        return !groupBy.contains(Dimension.KIND) && !filters.containsKey(Dimension.KIND);
    }

    /// Whether the windows begin where hours begin, so that the hours' sums can answer.
    boolean fitsHours() {
        return offsetSeconds(from) % 3600 == 0 && offsetSeconds(to) % 3600 == 0;
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

    private int offsetSeconds(Instant at) {
        return zone.getRules().getOffset(at).getTotalSeconds();
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

    private static ZoneId zone(@Nullable String text) {
        try {
            return ZoneId.of(text == null ? "UTC" : text);
        } catch (DateTimeException e) {
            throw Fault.invalid("zone", "unknown-zone", "Give a time zone such as Asia/Shanghai.");
        }
    }
}
