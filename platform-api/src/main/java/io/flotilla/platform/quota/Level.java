package io.flotilla.platform.quota;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What budgets and limits are about.
enum Level {
    TENANT,
    SCENARIO,
    APP,
    KEY,
    MODEL;

    /// The level as JSON and SQL write it.
    @JsonValue
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Level> parse(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    /// The level of a word that was stored.
    static Level of(String word) {
        return parse(word).orElseThrow(() -> new IllegalStateException("a level that was not stored by us"));
    }
}
