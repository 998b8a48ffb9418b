package io.flotilla.messages;

import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The one price function: what a call costs, for estimates and bills alike, in integer nano-units.
///
/// Prices are per million tokens, so the sum over all kinds of tokens is divided by a million **once per call**,
/// rounding
/// half up; the price per request is added after that. Cached input tokens are part of the input tokens and are billed
/// at
/// their own price instead; reasoning tokens are part of the output tokens and are not billed again.
public final class Cost {
    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);
    private static final BigInteger HALF = BigInteger.valueOf(500_000);

    private Cost() {}

    /// The cost, or empty when it is not known: a kind of token that has a price was not counted, or the sum is more
    /// than
    /// a `long` holds. A provider that does not say what was cached is taken to have cached nothing.
    public static Optional<Long> of(Price price, Units units) {
        boolean inputPriced = price.inputPerMillion() > 0 || price.cachedInputPerMillion() > 0;
        if (inputPriced && units.inputTokens() == null) return Optional.empty();
        if (price.outputPerMillion() > 0 && units.outputTokens() == null) return Optional.empty();
        long input = orZero(units.inputTokens());
        long cached = Math.min(orZero(units.cachedInputTokens()), input);
        var millionths = times(input - cached, price.inputPerMillion())
                .add(times(cached, price.cachedInputPerMillion()))
                .add(times(orZero(units.outputTokens()), price.outputPerMillion()));
        var nano = millionths.add(HALF).divide(MILLION).add(BigInteger.valueOf(price.perRequest()));
        return nano.bitLength() < Long.SIZE ? Optional.of(nano.longValueExact()) : Optional.empty();
    }

    private static BigInteger times(long tokens, long perMillion) {
        return BigInteger.valueOf(tokens).multiply(BigInteger.valueOf(perMillion));
    }

    private static long orZero(@Nullable Long tokens) {
        return tokens == null ? 0 : tokens;
    }
}
