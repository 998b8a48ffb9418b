package io.flotilla.bench;

import java.time.Duration;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/// Spans of time of one kind, recorded to three significant digits.
final class Latencies {
    private final Histogram nanos = new Histogram(Duration.ofMinutes(5).toNanos(), 3);

    void record(long spanNanos) {
        nanos.recordValue(Math.max(0, spanNanos));
    }

    void recordMillis(double spanMillis) {
        record((long) (spanMillis * 1_000_000));
    }

    double millisAt(double percentile) {
        return nanos.getValueAtPercentile(percentile) / 1e6;
    }

    /// `p50 1.2 ms, p90 1.5 ms, p99 3.4 ms (n = 500)`
    String summary() {
        return String.format(
                Locale.ROOT,
                "p50 %7.2f ms   p90 %7.2f ms   p99 %7.2f ms   (n = %d)",
                millisAt(50),
                millisAt(90),
                millisAt(99),
                nanos.getTotalCount());
    }
}
