package io.flotilla.app.read;

import io.flotilla.app.definition.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Pattern;

/// Texts that stand for amounts: `1m30s`, `0.50 CNY`, `1MB`.
final class Units {
    static final Form.Text SPAN = Form.text("([0-9]{1,9}(ms|s|m|h|d))+", 40, "a duration such as 500ms, 120s or 1m30s");
    static final Form.Text MONEY =
            Form.text("[0-9]{1,9}(\\.[0-9]{1,9})? [A-Z]{3}", 24, "an amount such as \"0.50 CNY\"");
    static final Form.Text SIZE = Form.text("[0-9]{1,9}(B|kB|KB|MB)", 12, "a size such as 500KB or 1MB");

    private static final Pattern SPAN_PART = Pattern.compile("([0-9]+)(ms|s|m|h|d)");

    private Units() {}

    static Duration span(String text) {
        var span = Duration.ZERO;
        var part = SPAN_PART.matcher(text);
        while (part.find()) {
            long count = Long.parseLong(part.group(1));
            span = span.plus(
                    switch (part.group(2)) {
                        case "ms" -> Duration.ofMillis(count);
                        case "s" -> Duration.ofSeconds(count);
                        case "m" -> Duration.ofMinutes(count);
                        case "h" -> Duration.ofHours(count);
                        default -> Duration.ofDays(count);
                    });
        }
        return span;
    }

    /// Seconds where it can be, so that equal spans are equal texts.
    static String written(Duration span) {
        return span.toMillis() % 1000 == 0 ? span.toSeconds() + "s" : span.toMillis() + "ms";
    }

    static Money money(String text) {
        var space = text.indexOf(' ');
        return new Money(
                new BigDecimal(text.substring(0, space)).movePointRight(9).longValueExact(), text.substring(space + 1));
    }

    static long size(String text) {
        if (text.endsWith("MB")) return 1_000_000 * Long.parseLong(text.substring(0, text.length() - 2));
        if (text.endsWith("KB") || text.endsWith("kB"))
            return 1_000 * Long.parseLong(text.substring(0, text.length() - 2));
        return Long.parseLong(text.substring(0, text.length() - 1));
    }

    static String written(long bytes) {
        if (bytes % 1_000_000 == 0) return bytes / 1_000_000 + "MB";
        return bytes % 1_000 == 0 ? bytes / 1_000 + "KB" : bytes + "B";
    }
}
