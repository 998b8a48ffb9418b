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
/// @param live     whether it is what runs there now, a canary aside
/// @param share    the percent of invocations it gets now; absent when it gets none
/// @param previous the release that a rollback goes back to
@JsonInclude(JsonInclude.Include.NON_NULL)
record Release(
        UUID id,
        String environment,
        int number,
        int version,
        boolean live,
        @Nullable Integer share,
        @Nullable UUID previous,
        String createdBy,
        Instant createdAt) {
    /// What [#of] reads, of the releases of a tenant.
    static final String SELECT = """
            select r.*, coalesce(r.id = l.release_id, false) as live,
                   case r.id when l.release_id then 100 - coalesce(l.canary_share, 0) when l.canary_id then l.canary_share end
                       as share
              from release r
              left join live_release l
                     on l.tenant_id = r.tenant_id and l.app_id = r.app_id and l.environment = r.environment
                    and r.id in (l.release_id, l.canary_id)
             where r.tenant_id = :tenant and r.app_id = :app
            """;

    static Release of(ResultSet row) throws SQLException {
        return new Release(
                row.getObject("id", UUID.class),
                row.getString("environment"),
                row.getInt("number"),
                row.getInt("version"),
                row.getBoolean("live"),
                row.getObject("share", Integer.class),
                row.getObject("previous_id", UUID.class),
                row.getString("created_by"),
                row.getTimestamp("created_at").toInstant());
    }
}
