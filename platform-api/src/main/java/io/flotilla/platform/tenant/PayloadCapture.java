package io.flotilla.platform.tenant;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Of which ended invocations inputs and outputs are kept, from the least on.
public enum PayloadCapture {
    NONE,
    ERRORS,
    FULL;

    /// The choice as JSON and SQL write it.
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether it keeps nothing that the other does not.
    public boolean within(PayloadCapture most) {
        return compareTo(most) <= 0;
    }

    /// The choice of this word.
    @JsonCreator
    public static PayloadCapture of(String word) {
        for (var each : values()) if (each.word().equals(word)) return each;
        throw new IllegalArgumentException("no such choice");
    }
}
