package io.flotilla.messages;

import org.jspecify.annotations.Nullable;

/// What one call used. Unknown is null, never 0.
///
/// @param inputTokens       all input tokens, the cached ones included
/// @param cachedInputTokens the part of the input the provider had cached
/// @param outputTokens      all output tokens, the reasoning ones included
/// @param reasoningTokens   the part of the output nobody sees
public record Units(
        @Nullable Long inputTokens,
        @Nullable Long cachedInputTokens,
        @Nullable Long outputTokens,
        @Nullable Long reasoningTokens) {
    /// Nothing is known of what the call used.
    public static final Units UNKNOWN = new Units(null, null, null, null);

    public Units {
        notNegative(inputTokens);
        notNegative(cachedInputTokens);
        notNegative(outputTokens);
        notNegative(reasoningTokens);
    }

    private static void notNegative(@Nullable Long tokens) {
        if (tokens != null && tokens < 0) throw new IllegalArgumentException("tokens are never negative");
    }
}
