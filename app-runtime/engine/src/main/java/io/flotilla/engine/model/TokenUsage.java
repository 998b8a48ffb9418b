package io.flotilla.engine.model;

import org.jspecify.annotations.Nullable;

/// What one attempt used, in tokens. Unknown is null, never 0.
///
/// @param cachedInput the part of `input` that the provider read from its cache
/// @param reasoning   the part of `output` that was spent on reasoning
public record TokenUsage(
        @Nullable Long input,
        @Nullable Long cachedInput,
        @Nullable Long output,
        @Nullable Long reasoning) {
    /// Nothing is known.
    public static final TokenUsage UNKNOWN = new TokenUsage(null, null, null, null);

    /// Whether neither input nor output is known.
    public boolean isUnknown() {
        return input() == null && output() == null;
    }

    /// Input and output together, as far as they are known.
    public long total() {
        Long in = input();
        Long out = output();
        return (in == null ? 0 : in) + (out == null ? 0 : out);
    }

    /// Both together; what one of them does not tell is the other's.
    public TokenUsage plus(TokenUsage more) {
        return new TokenUsage(
                sum(input, more.input),
                sum(cachedInput, more.cachedInput),
                sum(output, more.output),
                sum(reasoning, more.reasoning));
    }

    private static @Nullable Long sum(@Nullable Long one, @Nullable Long other) {
        if (one == null || other == null) return one == null ? other : one;
        return one + other;
    }
}
