package io.flotilla.platform.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// What a provider allows of one model, all callers together; what is absent has no limit.
@JsonInclude(JsonInclude.Include.NON_NULL)
record Limits(
        @Nullable Integer requestsPerMinute,
        @Nullable Long tokensPerMinute,
        @Nullable Integer concurrency) {
    static final Limits NONE = new Limits(null, null, null);

    static @Nullable Limits of(ResultSet row) throws SQLException {
        var limits = new Limits(
                row.getObject("requests_per_minute", Integer.class),
                row.getObject("tokens_per_minute", Long.class),
                row.getObject("concurrency", Integer.class));
        return limits.equals(NONE) ? null : limits;
    }

    void check(Findings findings) {
        positive(findings, "requestsPerMinute", requestsPerMinute);
        positive(findings, "tokensPerMinute", tokensPerMinute);
        positive(findings, "concurrency", concurrency);
    }

    private static void positive(Findings findings, String field, @Nullable Number limit) {
        if (limit != null && limit.longValue() < 1) {
            findings.add("/limits/" + field, "out-of-range", "A limit is at least 1; leave it out for none.");
        }
    }
}
