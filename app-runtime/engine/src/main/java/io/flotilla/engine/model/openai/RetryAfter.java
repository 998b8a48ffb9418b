package io.flotilla.engine.model.openai;

import io.flotilla.engine.control.RunClock;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/// How long a server asks to be left alone: seconds, a date, or milliseconds in a header of their own.
final class RetryAfter {
    private static final Duration LONGEST = Duration.ofHours(1);

    private RetryAfter() {}

    static @Nullable Duration in(HttpHeaders headers, RunClock clock) {
        var millis = headers.firstValue("retry-after-ms").orElse(null);
        if (millis != null) {
            var number = number(millis);
            if (number != null) return bounded(Duration.ofNanos((long) (number * 1e6)));
        }
        var text = headers.firstValue("Retry-After").orElse(null);
        if (text == null) return null;
        var seconds = number(text);
        if (seconds != null) return bounded(Duration.ofNanos((long) (seconds * 1e9)));
        try {
            var date = ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
            return bounded(Duration.between(clock.now(), date.toInstant()));
        } catch (DateTimeException e) {
            return null;
        }
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
