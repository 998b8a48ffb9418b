package io.flotilla.messages;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A record nobody could read, with its origin. Key and value are base64; the reason never quotes them.
public record DeadLetter(
        String topic,
        int partition,
        long offset,
        @Nullable String key,
        @Nullable String value,
        String reason,
        Instant at) {
    public DeadLetter {
        requireNonNull(topic, "topic");
        requireNonNull(reason, "reason");
        requireNonNull(at, "at");
    }
}
