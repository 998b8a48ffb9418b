package io.flotilla.platform.member;

import io.flotilla.platform.access.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;

/// A member as the tenant sees them.
public record MemberView(UUID id, String email, Role role, Instant createdAt) {
    static final String COLUMNS = "id, email, role, created_at";

    static MemberView of(ResultSet row, StatementContext context) throws SQLException {
        return new MemberView(
                row.getObject("id", UUID.class),
                row.getString("email"),
                Role.of(row.getString("role")),
                row.getTimestamp("created_at").toInstant());
    }

    MemberView with(Role other) {
        return new MemberView(id, email, other, createdAt);
    }
}
