package io.flotilla.platform.connector;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.flotilla.platform.version.Numbered;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/// One version of a connector; by itself, the one in use.
///
/// @param hash       SHA-256 of the definition's canonical JSON
/// @param secrets    the names of the tenant's secrets it refers to
/// @param definition the canonical JSON; left out of lists
@JsonInclude(JsonInclude.Include.NON_NULL)
record Connector(
        UUID id,
        String name,
        int version,
        String hash,
        String type,
        List<String> secrets,
        @JsonRawValue @Schema(type = SchemaType.OBJECT) @Nullable String definition,
        String createdBy,
        Instant createdAt)
        implements Numbered {
    static Connector of(ResultSet row, StatementContext context) throws SQLException {
        return new Connector(
                row.getObject("connector_id", UUID.class),
                row.getString("name"),
                row.getInt("number"),
                row.getString("hash"),
                row.getString("type"),
                List.of((String[]) row.getArray("secrets").getArray()),
                row.getString("definition"),
                row.getString("created_by"),
                row.getTimestamp("created_at").toInstant());
    }

    /// As the audit shows it: its definition is told by the hash.
    Seen seen() {
        return new Seen(version, hash, type, secrets);
    }

    record Seen(int version, String hash, String type, List<String> secrets) {}
}
