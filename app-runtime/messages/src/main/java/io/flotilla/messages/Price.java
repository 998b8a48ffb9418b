package io.flotilla.messages;

import static java.util.Objects.requireNonNull;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One dated version of a model's price. All amounts are integer nano-units of the currency (1 CNY = 1,000,000,000) for
/// **one million** tokens, one image, one minute of audio, and one request.
///
/// @param reasoningPerMillion absent: reasoning tokens cost what other output costs
/// @param perImage            absent: images cost nothing by themselves
/// @param perAudioMinute      absent: audio costs nothing by itself
public record Price(
        UUID versionId,
        String currency,
        long inputPerMillion,
        long cachedInputPerMillion,
        long outputPerMillion,
        @Nullable Long reasoningPerMillion,
        @Nullable Long perImage,
        @Nullable Long perAudioMinute,
        long perRequest) {
    public Price {
        requireNonNull(versionId, "versionId");
        requireNonNull(currency, "currency");
        notNegative(inputPerMillion);
        notNegative(cachedInputPerMillion);
        notNegative(outputPerMillion);
        notNegative(reasoningPerMillion);
        notNegative(perImage);
        notNegative(perAudioMinute);
        notNegative(perRequest);
    }

    /// A price of tokens and requests alone.
    public Price(
            UUID versionId,
            String currency,
            long inputPerMillion,
            long cachedInputPerMillion,
            long outputPerMillion,
            long perRequest) {
        this(
                versionId,
                currency,
                inputPerMillion,
                cachedInputPerMillion,
                outputPerMillion,
                null,
                null,
                null,
                perRequest);
    }

    private static void notNegative(@Nullable Long amount) {
        if (amount != null && amount < 0) throw new IllegalArgumentException("a price is never negative");
    }
}
