package io.flotilla.platform.invocation.state;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Where an invocation is between its admission and its end.
public enum InvocationState {
    QUEUED,
    RUNNING,
    WAITING,
    SUCCEEDED,
    FAILED,
    CANCELLED,
    EXPIRED;

    /// Whether nothing moves any more.
    public boolean ended() {
        return switch (this) {
            case QUEUED, RUNNING, WAITING -> false;
            case SUCCEEDED, FAILED, CANCELLED, EXPIRED -> true;
        };
    }

    /// The state as JSON and SQL write it.
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The state of this word.
    public static Optional<InvocationState> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }
}
