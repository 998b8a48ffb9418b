package io.flotilla.messages;

import org.jspecify.annotations.Nullable;

/// What one call used. Unknown is null, never 0.
///
/// @param inputTokens       all input tokens, the cached ones included
/// @param cachedInputTokens the part of the input the provider had cached
/// @param outputTokens      all output tokens, the reasoning ones included
/// @param reasoningTokens   the part of the output nobody sees
/// @param images            images drawn or read
/// @param audioMillis       audio spoken or heard
public record Units(
        @Nullable Long inputTokens,
        @Nullable Long cachedInputTokens,
        @Nullable Long outputTokens,
        @Nullable Long reasoningTokens,
        @Nullable Long images,
        @Nullable Long audioMillis) {
    /// Nothing is known of what the call used.
    public static final Units UNKNOWN = new Units(null, null, null, null);

    public Units {
        notNegative(inputTokens);
        notNegative(cachedInputTokens);
        notNegative(outputTokens);
        notNegative(reasoningTokens);
        notNegative(images);
        notNegative(audioMillis);
    }

    /// Units of a call that is about text alone.
    public Units(
            @Nullable Long inputTokens,
            @Nullable Long cachedInputTokens,
            @Nullable Long outputTokens,
            @Nullable Long reasoningTokens) {
        this(inputTokens, cachedInputTokens, outputTokens, reasoningTokens, null, null);
    }

    private static void notNegative(@Nullable Long units) {
        if (units != null && units < 0) throw new IllegalArgumentException("units are never negative");
    }
}
