package io.flotilla.platform.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One act of making a version live in an environment.
///
/// @param number   from 1, per app and environment
/// @param live     whether it is what runs there now
/// @param previous the release that a rollback goes back to
@JsonInclude(JsonInclude.Include.NON_NULL)
record Release(
        UUID id,
        String environment,
        int number,
        int version,
        boolean live,
        @Nullable UUID previous,
        String createdBy,
        Instant createdAt) {
    /// The columns of a release, and `live`.
    static Release of(ResultSet row) throws SQLException {
        return new Release(
                row.getObject("id", UUID.class),
                row.getString("environment"),
                row.getInt("number"),
                row.getInt("version"),
                row.getBoolean("live"),
                row.getObject("previous_id", UUID.class),
                row.getString("created_by"),
                row.getTimestamp("created_at").toInstant());
    }
}
