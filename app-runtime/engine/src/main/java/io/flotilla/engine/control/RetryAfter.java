package io.flotilla.engine.control;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/// The `Retry-After` header: how long a server asks to be left alone, as seconds or as a date. At most an hour is
/// believed.
public final class RetryAfter {
    private static final Duration LONGEST = Duration.ofHours(1);

    private RetryAfter() {}

    /// The time asked for, or null if the text says none.
    public static @Nullable Duration parse(String text, Instant now) {
        var seconds = number(text);
        if (seconds != null) return bounded(Duration.ofNanos((long) (Math.min(seconds, 1e6) * 1e9)));
        try {
            var date = ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
            return bounded(Duration.between(now, date.toInstant()));
        } catch (DateTimeException e) {
            return null;
        }
    }

    /// The same for a header that counts milliseconds.
    public static @Nullable Duration parseMillis(String text) {
        var millis = number(text);
        return millis == null ? null : bounded(Duration.ofNanos((long) (Math.min(millis, 1e9) * 1e6)));
    }

    private static @Nullable Double number(String text) {
        try {
            double number = Double.parseDouble(text.strip());
            return Double.isFinite(number) && number >= 0 ? number : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static Duration bounded(Duration asked) {
        if (asked.isNegative()) return Duration.ZERO;
        return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    }
}
