package io.flotilla.platform.member;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.flotilla.platform.access.Role;
import io.flotilla.platform.resource.Revision;
import jakarta.ws.rs.core.Response;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;

/// A member as the tenant sees them.
public record MemberView(
        UUID id,
        String email,
        Role role,
        Instant createdAt,
        @JsonIgnore Revision revision) {
    static final String COLUMNS = "id, email, role, created_at, revision";

    static MemberView of(ResultSet row, StatementContext context) throws SQLException {
        return new MemberView(
                row.getObject("id", UUID.class),
                row.getString("email"),
                Role.of(row.getString("role")),
                row.getTimestamp("created_at").toInstant(),
                new Revision(row.getInt("revision")));
    }

    /// As an answer, with its `ETag`.
    Response answer() {
        return revision.tag(Response.ok(this));
    }
}
