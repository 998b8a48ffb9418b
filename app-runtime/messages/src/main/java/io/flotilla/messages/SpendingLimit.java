package io.flotilla.messages;

import static java.util.Objects.requireNonNull;

/// What an attempt may cost at most, in integer nano-units of a currency.
public record SpendingLimit(long nano, String currency) {
    public SpendingLimit {
        if (nano < 0) throw new IllegalArgumentException("a spending limit is never negative");
        requireNonNull(currency, "currency");
    }
}
