package io.flotilla.platform.model;

import java.time.Instant;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A price as a caller sends it: decimal texts such as `"0.8"`.
///
/// @param cachedInputPerMillion left out, cached input costs what input costs
/// @param reasoningPerMillion   left out, reasoning costs what other output costs
/// @param perImage              left out, an image costs nothing by itself
/// @param perAudioMinute        left out, audio costs nothing by itself
/// @param perRequest            left out, a request costs nothing by itself
/// @param validFrom             left out, from now on
@Schema(requiredProperties = {"currency", "inputPerMillion", "outputPerMillion"})
record PriceRequest(
        @Nullable String currency,
        @Nullable String inputPerMillion,
        @Nullable String cachedInputPerMillion,
        @Nullable String outputPerMillion,
        @Nullable String reasoningPerMillion,
        @Nullable String perImage,
        @Nullable String perAudioMinute,
        @Nullable String perRequest,
        @Nullable Instant validFrom) {
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    /// The price checked; what it says is only meant when nothing was added to `findings`.
    Checked check(Findings findings) {
        var currency = this.currency == null ? "" : this.currency;
        if (!CURRENCY.matcher(currency).matches()) {
            findings.add("/price/currency", "invalid-currency", "A currency is a code of three capitals, such as CNY.");
        }
        var input = amount(findings, "inputPerMillion", inputPerMillion);
        return new Checked(
                currency,
                input,
                cachedInputPerMillion == null
                        ? input
                        : amount(findings, "cachedInputPerMillion", cachedInputPerMillion),
                amount(findings, "outputPerMillion", outputPerMillion),
                amountOrNull(findings, "reasoningPerMillion", reasoningPerMillion),
                amountOrNull(findings, "perImage", perImage),
                amountOrNull(findings, "perAudioMinute", perAudioMinute),
                perRequest == null ? NanoAmount.NONE : amount(findings, "perRequest", perRequest),
                validFrom);
    }

    private static @Nullable NanoAmount amountOrNull(Findings findings, String field, @Nullable String text) {
        return text == null ? null : amount(findings, field, text);
    }

    private static NanoAmount amount(Findings findings, String field, @Nullable String text) {
        var amount = text == null ? null : NanoAmount.parse(text).orElse(null);
        if (amount != null) return amount;
        findings.add(
                "/price/" + field,
                "invalid-amount",
                "An amount is a decimal text such as \"0.8\": not negative, at most nine decimals, below a billion.");
        return NanoAmount.NONE;
    }

    /// A price that can be stored.
    record Checked(
            String currency,
            NanoAmount inputPerMillion,
            NanoAmount cachedInputPerMillion,
            NanoAmount outputPerMillion,
            @Nullable NanoAmount reasoningPerMillion,
            @Nullable NanoAmount perImage,
            @Nullable NanoAmount perAudioMinute,
            NanoAmount perRequest,
            @Nullable Instant validFrom) {}
}
