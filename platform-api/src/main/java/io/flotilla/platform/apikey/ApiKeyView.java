package io.flotilla.platform.apikey;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.flotilla.platform.resource.Revision;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/// A key as its tenant sees it: everything but the secret.
///
/// @param apps       the only ones it may use; all, if absent
/// @param models     the only ones it may use; all, if absent
/// @param lastUsedAt to the minute
/// @param oldPrefix  of the secret before the last rotation
/// @param oldUntil   how long that one works beside the present one
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApiKeyView(
        UUID id,
        String name,
        String prefix,
        List<String> scopes,
        @Nullable List<String> apps,
        @Nullable List<String> models,
        String createdBy,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt,
        @Nullable String oldPrefix,
        @Nullable Instant oldUntil,
        @JsonIgnore Revision revision) {
    static final String COLUMNS = "id, name, prefix, scopes, apps, models, created_by, created_at, expires_at, "
            + "revoked_at, last_used_at, old_prefix, old_until, revision";

    static ApiKeyView of(ResultSet row, StatementContext context) throws SQLException {
        return new ApiKeyView(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("prefix"),
                texts(row, "scopes"),
                row.getArray("apps") == null ? null : texts(row, "apps"),
                row.getArray("models") == null ? null : texts(row, "models"),
                row.getString("created_by"),
                row.getTimestamp("created_at").toInstant(),
                instant(row, "expires_at"),
                instant(row, "revoked_at"),
                instant(row, "last_used_at"),
                row.getString("old_prefix"),
                instant(row, "old_until"),
                new Revision(row.getInt("revision")));
    }

    static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column))
                .map(Timestamp::toInstant)
                .orElse(null);
    }
}
