package io.flotilla.platform.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a model costs from a moment on, in decimal texts: for a million tokens, an image, a minute of audio, a request.
///
/// @param id      usage events name it
/// @param version from 1, per model
@JsonInclude(JsonInclude.Include.NON_NULL)
record Price(
        UUID id,
        int version,
        Instant validFrom,
        String currency,
        String inputPerMillion,
        String cachedInputPerMillion,
        String outputPerMillion,
        @Nullable String reasoningPerMillion,
        @Nullable String perImage,
        @Nullable String perAudioMinute,
        String perRequest) {
    static Price of(ResultSet row) throws SQLException {
        return new Price(
                row.getObject("price_id", UUID.class),
                row.getInt("number"),
                row.getTimestamp("valid_from").toInstant(),
                row.getString("currency"),
                amount(row, "input_per_million"),
                amount(row, "cached_input_per_million"),
                amount(row, "output_per_million"),
                amountOrNull(row, "reasoning_per_million"),
                amountOrNull(row, "per_image"),
                amountOrNull(row, "per_audio_minute"),
                amount(row, "per_request"));
    }

    /// Whether a request asks for just this price.
    @JsonIgnore
    boolean is(PriceRequest.Checked request) {
        return currency.equals(request.currency())
                && inputPerMillion.equals(request.inputPerMillion().text())
                && cachedInputPerMillion.equals(request.cachedInputPerMillion().text())
                && outputPerMillion.equals(request.outputPerMillion().text())
                && Objects.equals(reasoningPerMillion, text(request.reasoningPerMillion()))
                && Objects.equals(perImage, text(request.perImage()))
                && Objects.equals(perAudioMinute, text(request.perAudioMinute()))
                && perRequest.equals(request.perRequest().text());
    }

    private static @Nullable String text(@Nullable NanoAmount amount) {
        return amount == null ? null : amount.text();
    }

    private static String amount(ResultSet row, String column) throws SQLException {
        return new NanoAmount(row.getLong(column)).text();
    }

    private static @Nullable String amountOrNull(ResultSet row, String column) throws SQLException {
        return row.getObject(column) == null ? null : amount(row, column);
    }
}
