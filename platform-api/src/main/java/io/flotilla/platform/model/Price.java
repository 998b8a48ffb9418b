package io.flotilla.platform.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/// What a model costs from a moment on, in decimal texts: for a million tokens, and for a request.
///
/// @param id      usage events name it
/// @param version from 1, per model
record Price(
        UUID id,
        int version,
        Instant validFrom,
        String currency,
        String inputPerMillion,
        String cachedInputPerMillion,
        String outputPerMillion,
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
                amount(row, "per_request"));
    }

    /// Whether a request asks for just this price.
    @JsonIgnore
    boolean is(PriceRequest.Checked request) {
        return currency.equals(request.currency())
                && inputPerMillion.equals(request.inputPerMillion().text())
                && cachedInputPerMillion.equals(request.cachedInputPerMillion().text())
                && outputPerMillion.equals(request.outputPerMillion().text())
                && perRequest.equals(request.perRequest().text());
    }

    private static String amount(ResultSet row, String column) throws SQLException {
        return new NanoAmount(row.getLong(column)).text();
    }
}
