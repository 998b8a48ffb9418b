package io.flotilla.toolchain.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/// Money as people read it, from the API's integer nano-units.
public final class Money {
    private Money() {}

    /// `0.00126 CNY`; `-` where the cost is unknown.
    public static String of(JsonNode cost) {
        if (!cost.path("nano").isIntegralNumber()) return "-";
        var amount = BigDecimal.valueOf(cost.path("nano").asLong(), 9).stripTrailingZeros();
        return (amount.scale() < 2 ? amount.setScale(2) : amount).toPlainString() + " "
                + cost.path("currency").asText();
    }
}
