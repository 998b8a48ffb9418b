package io.flotilla.platform.tenant;

import io.flotilla.platform.problem.Violations;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;

/// What a tenant decides for itself.
///
/// @param timeZone       in which its days and months begin, such as `Asia/Shanghai`
/// @param languages      of its people, the first one before all; `zh-CN`, `en` ...
/// @param retentionDays  how long inputs and outputs of ended invocations are kept, where they are
/// @param payloadCapture which of them are kept at all
public record Settings(String timeZone, List<String> languages, int retentionDays, PayloadCapture payloadCapture) {
    private static final int MOST_LANGUAGES = 10;
    private static final int MOST_DAYS = 3650;

    public Settings {
        var violations = new Violations()
                .required("/timeZone", timeZone)
                .required("/languages", languages)
                .required("/payloadCapture", payloadCapture);
        if (timeZone != null && !known(timeZone)) {
            violations.add("/timeZone", "unknown-time-zone", "Name a zone of the IANA time zone database.");
        }
        if (languages != null) check(languages, violations);
        if (retentionDays < 1 || retentionDays > MOST_DAYS) {
            violations.add("/retentionDays", "out-of-range", "1 to %d days.".formatted(MOST_DAYS));
        }
        violations.orThrow();
        languages = List.copyOf(languages);
    }

    /// The time zone its days and months begin in.
    public ZoneId zone() {
        return ZoneId.of(timeZone);
    }

    // offsets and Java's own inventions are no zones of the database that PostgreSQL knows too
    private static boolean known(String zone) {
        return !zone.startsWith("SystemV/") && ZoneId.getAvailableZoneIds().contains(zone);
    }

    private static void check(List<String> languages, Violations violations) {
        if (languages.isEmpty() || languages.size() > MOST_LANGUAGES) {
            violations.add("/languages", "out-of-range", "1 to %d languages.".formatted(MOST_LANGUAGES));
        }
        var seen = new HashSet<String>();
        for (int i = 0; i < languages.size(); i++) {
            var language = languages.get(i);
            if (language == null || !wellFormed(language)) {
                violations.add("/languages/" + i, "invalid-value", "Write a language tag such as 'zh-CN' or 'en'.");
            } else if (!seen.add(language)) {
                violations.add("/languages/" + i, "repeated", "This is there already.");
            }
        }
    }

    private static boolean wellFormed(String tag) {
        try {
            return !tag.isEmpty()
                    && new Locale.Builder()
                            .setLanguageTag(tag)
                            .build()
                            .toLanguageTag()
                            .equals(tag);
        } catch (IllformedLocaleException e) {
            return false;
        }
    }
}
