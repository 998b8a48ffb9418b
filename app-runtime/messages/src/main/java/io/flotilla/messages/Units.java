package io.flotilla.messages;

import org.jspecify.annotations.Nullable;

/// What one call used. Unknown is null, never 0.
public record Units(
        @Nullable Long inputTokens,
        @Nullable Long cachedInputTokens,
        @Nullable Long outputTokens,
        @Nullable Long reasoningTokens) {
    /// Nothing is known of what the call used.
    public static final Units UNKNOWN = new Units(null, null, null, null);
}
