package io.flotilla.platform.quota;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.flotilla.platform.resource.Revision;
import io.flotilla.platform.usage.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/// A budget with where it stands in its present day or month.
///
/// @param period    `day` or `month`, in the tenant's time zone
/// @param mode      `hard` refuses what might not fit; `warn` only tells
/// @param committed what the invocations admitted since `startsAt` cost, by the ledger
/// @param held      what is set aside for those of them that run
record Budget(
        @JsonIgnore UUID id,
        String name,
        Node node,
        String period,
        Money limit,
        String mode,
        Money committed,
        Money held,
        Instant startsAt,
        Instant endsAt,
        @JsonIgnore Revision revision) {
    static Budget of(ResultSet row) throws SQLException {
        var currency = row.getString("currency");
        return new Budget(
                row.getObject("id", UUID.class),
                row.getString("name"),
                new Node(Level.of(row.getString("level")), row.getString("subject")),
                row.getString("period"),
                new Money(row.getLong("limit_nano"), currency),
                row.getString("mode"),
                new Money(row.getLong("committed_nano"), currency),
                new Money(row.getLong("held_nano"), currency),
                row.getObject("starts_at", OffsetDateTime.class).toInstant(),
                row.getObject("ends_at", OffsetDateTime.class).toInstant(),
                new Revision(row.getInt("revision")));
    }

    @JsonIgnore
    boolean isHard() {
        return mode.equals("hard");
    }
}
