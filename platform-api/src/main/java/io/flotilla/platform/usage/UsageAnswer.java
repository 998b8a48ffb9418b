package io.flotilla.platform.usage;

import io.flotilla.platform.scenario.Names;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Usage as its reader asked for it.
///
/// @param names what the industries, domains and scenarios of the rows are called, by code
/// @param previous the same of the span before, if the reader wants to compare
public record UsageAnswer(
        Instant from,
        Instant to,
        @Nullable String window,
        List<String> groupBy,
        List<Row> rows,
        Sums total,
        Map<String, Names> names,
        @Nullable UsageAnswer previous) {
    public UsageAnswer {
        groupBy = List.copyOf(groupBy);
        rows = List.copyOf(rows);
        names = Collections.unmodifiableMap(new TreeMap<>(names));
    }

    /// The same with the span before it.
    UsageAnswer against(UsageAnswer before) {
        return new UsageAnswer(from, to, window, groupBy, rows, total, names, before);
    }

    /// One group in one window.
    public record Row(
            Instant start,
            Map<String, @Nullable String> group,
            long calls,
            long errors,
            @Nullable Long inputTokens,
            @Nullable Long cachedInputTokens,
            @Nullable Long outputTokens,
            @Nullable Long reasoningTokens,
            @Nullable Long images,
            @Nullable Long audioMillis,
            @Nullable Money cost,
            List<Money> costs,
            long unpricedCalls) {
        static Row of(Instant start, Map<String, @Nullable String> group, Sums sums) {
            return new Row(
                    start,
                    group,
                    sums.calls,
                    sums.errors,
                    sums.inputTokens,
                    sums.cachedInputTokens,
                    sums.outputTokens,
                    sums.reasoningTokens,
                    sums.images,
                    sums.audioMillis,
                    sums.cost,
                    sums.costs,
                    sums.unpricedCalls);
        }
    }

    /// Sums over calls. What no call told is null, not 0.
    ///
    /// @param cost absent when nothing was priced, or when there are several currencies: then see `costs`
    /// @param unpricedCalls calls whose cost is unknown; they are in no sum of money
    public record Sums(
            long calls,
            long errors,
            @Nullable Long inputTokens,
            @Nullable Long cachedInputTokens,
            @Nullable Long outputTokens,
            @Nullable Long reasoningTokens,
            @Nullable Long images,
            @Nullable Long audioMillis,
            @Nullable Money cost,
            List<Money> costs,
            long unpricedCalls) {
        static final Sums NONE = new Sums(0, 0, null, null, null, null, null, null, null, List.of(), 0);

        public Sums {
            costs = List.copyOf(costs);
        }

        /// The sums of calls that share a currency, or share that they have none.
        static Sums of(Measures of, @Nullable String currency) {
            var costs = currency == null || of.costNano() == null
                    ? List.<Money>of()
                    : List.of(new Money(of.costNano(), currency));
            return new Sums(
                    of.calls(),
                    of.errors(),
                    of.inputTokens(),
                    of.cachedInputTokens(),
                    of.outputTokens(),
                    of.reasoningTokens(),
                    of.images(),
                    of.audioMillis(),
                    costs.isEmpty() ? null : costs.getFirst(),
                    costs,
                    currency == null ? of.calls() : 0);
        }

        Sums plus(Sums other) {
            var byCurrency = new TreeMap<String, Long>();
            for (var each : costs) byCurrency.merge(each.currency(), each.nano(), Math::addExact);
            for (var each : other.costs) byCurrency.merge(each.currency(), each.nano(), Math::addExact);
            var all = new ArrayList<Money>();
            byCurrency.forEach((currency, nano) -> all.add(new Money(nano, currency)));
            return new Sums(
                    calls + other.calls,
                    errors + other.errors,
                    plus(inputTokens, other.inputTokens),
                    plus(cachedInputTokens, other.cachedInputTokens),
                    plus(outputTokens, other.outputTokens),
                    plus(reasoningTokens, other.reasoningTokens),
                    plus(images, other.images),
                    plus(audioMillis, other.audioMillis),
                    all.size() == 1 ? all.getFirst() : null,
                    all,
                    unpricedCalls + other.unpricedCalls);
        }

        private static @Nullable Long plus(@Nullable Long one, @Nullable Long other) {
            if (one == null) return other;
            return other == null ? one : Long.valueOf(Math.addExact(one, other));
        }
    }

    /// What the database sums.
    record Measures(
            long calls,
            long errors,
            @Nullable Long inputTokens,
            @Nullable Long cachedInputTokens,
            @Nullable Long outputTokens,
            @Nullable Long reasoningTokens,
            @Nullable Long images,
            @Nullable Long audioMillis,
            @Nullable Long costNano) {}
}
