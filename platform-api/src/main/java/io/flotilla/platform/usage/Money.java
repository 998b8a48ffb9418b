package io.flotilla.platform.usage;

import static java.util.Objects.requireNonNull;

/// An amount in integer nano-units of a currency.
public record Money(long nano, String currency) {
    public Money {
        requireNonNull(currency, "currency");
    }
}
