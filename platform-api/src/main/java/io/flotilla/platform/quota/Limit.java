package io.flotilla.platform.quota;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.flotilla.platform.resource.Revision;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How fast a node may go, with how much is left at this moment.
///
/// @param atOnce        invocations queued or running together; not for models
/// @param requestsAhead the seconds of its rate that are used already; negative when it has rested
/// @param tokensAhead   the same for tokens
@JsonInclude(JsonInclude.Include.NON_NULL)
record Limit(
        @JsonIgnore UUID id,
        String name,
        Node node,
        @Nullable Integer requestsPerMinute,
        @Nullable Long tokensPerMinute,
        @Nullable Integer atOnce,
        @Nullable Long requestsLeft,
        @Nullable Long tokensLeft,
        @JsonIgnore double requestsAhead,
        @JsonIgnore double tokensAhead,
        @JsonIgnore Revision revision) {
    /// What `select` columns of a limit and its use are made into.
    static Limit of(ResultSet row) throws SQLException {
        var requests = row.getObject("requests_per_minute", Integer.class);
        var tokens = row.getObject("tokens_per_minute", Long.class);
        return new Limit(
                row.getObject("id", UUID.class),
                row.getString("name"),
                new Node(Level.of(row.getString("level")), row.getString("subject")),
                requests,
                tokens,
                row.getObject("at_once", Integer.class),
                requests == null ? null : Pace.ofRequests(requests).left(row.getDouble("requests_ahead")),
                tokens == null ? null : Pace.ofTokens(tokens).left(row.getDouble("tokens_ahead")),
                row.getDouble("requests_ahead"),
                row.getDouble("tokens_ahead"),
                new Revision(row.getInt("revision")));
    }
}
