package io.flotilla.app.definition;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;

/// An amount, exact.
///
/// @param nano     billionths of the currency's unit
/// @param currency ISO 4217 code
public record Money(long nano, String currency) {
    public Money {
        requireNonNull(currency, "currency");
    }

    /// `0.5 CNY`: no trailing zeros, so that equal amounts are equal texts.
    @Override
    public String toString() {
        var amount = BigDecimal.valueOf(nano, 9).stripTrailingZeros();
        return (amount.signum() == 0 ? "0" : amount.toPlainString()) + " " + currency;
    }
}
