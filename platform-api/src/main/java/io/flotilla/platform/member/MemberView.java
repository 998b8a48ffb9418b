package io.flotilla.platform.member;

import io.flotilla.platform.access.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;

/// A member as the tenant sees them.
///
/// @param signedIn whether the invited person has come
public record MemberView(UUID id, String email, Role role, boolean signedIn, Instant createdAt) {
    static final String COLUMNS = "id, email, role, subject is not null as signed_in, created_at";

    static MemberView of(ResultSet row, StatementContext context) throws SQLException {
        return new MemberView(
                row.getObject("id", UUID.class),
                row.getString("email"),
                Role.of(row.getString("role")),
                row.getBoolean("signed_in"),
                row.getTimestamp("created_at").toInstant());
    }

    MemberView with(Role other) {
        return new MemberView(id, email, other, signedIn, createdAt);
    }
}
