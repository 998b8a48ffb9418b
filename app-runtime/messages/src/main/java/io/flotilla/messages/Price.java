package io.flotilla.messages;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/// One dated version of a model's price. All amounts are integer nano-units of the currency (1 CNY = 1,000,000,000) for
/// **one million** tokens, and for one request.
public record Price(
        UUID versionId,
        String currency,
        long inputPerMillion,
        long cachedInputPerMillion,
        long outputPerMillion,
        long perRequest) {
    public Price {
        requireNonNull(versionId, "versionId");
        requireNonNull(currency, "currency");
        if (inputPerMillion < 0 || cachedInputPerMillion < 0 || outputPerMillion < 0 || perRequest < 0) {
            throw new IllegalArgumentException("a price is never negative");
        }
    }
}
