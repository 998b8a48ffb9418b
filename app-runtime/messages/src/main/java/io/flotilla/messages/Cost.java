package io.flotilla.messages;

import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The one price function: what a call costs, for estimates and bills alike, in integer nano-units.
///
/// Tokens are priced by the million and audio by the minute, so their sum is brought to nano-units **once per call**,
/// rounding half up; images and the price per request are added after that. Cached input tokens are part of the input
/// tokens and are billed at their own price instead; so are reasoning tokens, part of the output tokens, if they have one.
public final class Cost {
    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);
    private static final BigInteger MILLIS_A_MINUTE = BigInteger.valueOf(60_000);
    private static final BigInteger SCALE = MILLION.multiply(MILLIS_A_MINUTE);

    private Cost() {}

    /// The cost, or empty when it is not known: a kind of token that has a price was not counted, or the sum is more than
    /// a `long` holds. What nobody says was cached, thought, drawn or spoken is taken not to have been.
    public static Optional<Long> of(Price price, Units units) {
        boolean inputPriced = price.inputPerMillion() > 0 || price.cachedInputPerMillion() > 0;
        if (inputPriced && units.inputTokens() == null) return Optional.empty();
        long reasoningPrice = price.reasoningPerMillion() == null ? price.outputPerMillion() : price.reasoningPerMillion();
        boolean outputPriced = price.outputPerMillion() > 0 || reasoningPrice > 0;
        if (outputPriced && units.outputTokens() == null) return Optional.empty();
        long input = orZero(units.inputTokens());
        long cached = Math.min(orZero(units.cachedInputTokens()), input);
        long output = orZero(units.outputTokens());
        long reasoning = Math.min(orZero(units.reasoningTokens()), output);
        var tokens = times(input - cached, price.inputPerMillion())
                .add(times(cached, price.cachedInputPerMillion()))
                .add(times(output - reasoning, price.outputPerMillion()))
                .add(times(reasoning, reasoningPrice));
        var audio = times(orZero(units.audioMillis()), orZero(price.perAudioMinute()));
        var nano = rounded(tokens.multiply(MILLIS_A_MINUTE).add(audio.multiply(MILLION)))
                .add(times(orZero(units.images()), orZero(price.perImage())))
                .add(BigInteger.valueOf(price.perRequest()));
        return nano.bitLength() < Long.SIZE ? Optional.of(nano.longValueExact()) : Optional.empty();
    }

    /// The most that a call of so many tokens and images can cost, whatever of its input is cached and of its output
    /// thought; empty when that is more than a `long` holds.
    public static Optional<Long> ceiling(Price price, long inputTokens, long outputTokens, long images) {
        Optional<Long> most = Optional.of(0L);
        for (long cached : new long[] {0, inputTokens}) {
            for (long reasoning : new long[] {0, outputTokens}) {
                var cost = of(price, new Units(inputTokens, cached, outputTokens, reasoning, images, null));
                most = most.flatMap(one -> cost.map(other -> Math.max(one, other)));
            }
        }
        return most;
    }

    private static BigInteger rounded(BigInteger scaled) {
        return scaled.add(SCALE.shiftRight(1)).divide(SCALE);
    }

    private static BigInteger times(long amount, long price) {
        return BigInteger.valueOf(amount).multiply(BigInteger.valueOf(price));
    }

    private static long orZero(@Nullable Long amount) {
        return amount == null ? 0 : amount;
    }
}
