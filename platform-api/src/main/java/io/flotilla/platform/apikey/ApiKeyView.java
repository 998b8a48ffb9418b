package io.flotilla.platform.apikey;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/// A key as its tenant sees it: everything but the secret.
///
/// @param lastUsedAt to the minute
public record ApiKeyView(
        UUID id,
        String name,
        String prefix,
        List<String> scopes,
        String createdBy,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt) {
    static final String COLUMNS =
            "id, name, prefix, scopes, created_by, created_at, expires_at, revoked_at, last_used_at";

    static ApiKeyView of(ResultSet row, StatementContext context) throws SQLException {
        return new ApiKeyView(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("prefix"),
                Arrays.asList((String[]) row.getArray("scopes").getArray()),
                row.getString("created_by"),
                row.getTimestamp("created_at").toInstant(),
                instant(row, "expires_at"),
                instant(row, "revoked_at"),
                instant(row, "last_used_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column))
                .map(Timestamp::toInstant)
                .orElse(null);
    }
}
