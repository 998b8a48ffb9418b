package io.flotilla.platform.invocation;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How long the caller is ready to wait (RFC 7240): `Prefer: wait=30` or `Prefer: respond-async`. What is not
/// understood is not preferred.
record Preference(Duration patience) {
    private static final Duration USUAL = Duration.ofSeconds(60);
    private static final long MOST_SECONDS = 600;

    static Preference of(@Nullable String header) {
        if (header == null) return new Preference(USUAL);
        for (String part : header.toLowerCase(Locale.ROOT).split("[,;]", -1)) {
            var word = part.strip();
            if (word.equals("respond-async")) return new Preference(Duration.ZERO);
            if (word.matches("wait=\\d{1,6}")) {
                long seconds = Long.parseLong(word.substring("wait=".length()));
                return new Preference(Duration.ofSeconds(Math.min(seconds, MOST_SECONDS)));
            }
        }
        return new Preference(USUAL);
    }
}
