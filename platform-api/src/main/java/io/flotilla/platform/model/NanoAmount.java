package io.flotilla.platform.model;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/// An amount of money in integer nano-units, read from and written as a decimal text without losing a digit.
record NanoAmount(long nano) {
    /// Nothing to pay.
    static final NanoAmount NONE = new NanoAmount(0);

    private static final int DECIMALS = 9;
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");

    NanoAmount {
        if (nano < 0) throw new IllegalArgumentException("an amount is never negative");
    }

    /// The amount in a text such as `0.8`. Empty for a sign, an exponent, more than nine decimals, a billion and more.
    static Optional<NanoAmount> parse(String text) {
        if (!DECIMAL.matcher(text).matches()) return Optional.empty();
        return Optional.of(
                new NanoAmount(new BigDecimal(text).movePointRight(DECIMALS).longValueExact()));
    }

    /// The shortest decimal text of the amount.
    String text() {
        if (nano == 0) return "0";
        return BigDecimal.valueOf(nano, DECIMALS).stripTrailingZeros().toPlainString();
    }
}
