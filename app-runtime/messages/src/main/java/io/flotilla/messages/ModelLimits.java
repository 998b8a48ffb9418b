package io.flotilla.messages;

import org.jspecify.annotations.Nullable;

/// What a provider allows of one model, all callers together. Absent is unlimited.
public record ModelLimits(
        @Nullable Integer requestsPerMinute,
        @Nullable Long tokensPerMinute,
        @Nullable Integer concurrency) {
    public ModelLimits {
        positive(requestsPerMinute);
        positive(tokensPerMinute);
        positive(concurrency);
    }

    private static void positive(@Nullable Number limit) {
        if (limit != null && limit.longValue() < 1) throw new IllegalArgumentException("a limit is at least 1");
    }
}
