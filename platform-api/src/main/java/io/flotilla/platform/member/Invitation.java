package io.flotilla.platform.member;

import io.flotilla.platform.access.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;

/// A person who was asked into the tenant and has not come yet.
///
/// @param expired whether it is of no use any more
public record Invitation(
        UUID id, String email, Role role, String invitedBy, Instant createdAt, Instant expiresAt, boolean expired) {
    static final String COLUMNS =
            "id, email, role, invited_by, created_at, expires_at, expires_at <= now() as expired";

    static Invitation of(ResultSet row, StatementContext context) throws SQLException {
        return new Invitation(
                row.getObject("id", UUID.class),
                row.getString("email"),
                Role.of(row.getString("role")),
                row.getString("invited_by"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                row.getBoolean("expired"));
    }
}
