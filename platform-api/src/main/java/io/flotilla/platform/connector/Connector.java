package io.flotilla.platform.connector;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.flotilla.platform.document.Source;
import io.flotilla.platform.resource.Revision;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// One version of a connector; by itself, the one in use.
///
/// @param hash       SHA-256 of the definition's canonical JSON
/// @param secrets    the names of the tenant's secrets it refers to
/// @param definition the canonical JSON
record Connector(
        UUID id,
        String name,
        int version,
        String hash,
        String type,
        List<String> secrets,
        @JsonProperty @JsonRawValue @Schema(type = SchemaType.OBJECT) String definition,
        @JsonIgnore Source source,
        String createdBy,
        Instant createdAt) {
    /// The columns of a version `v` of a connector `c`.
    static Connector of(ResultSet row) throws SQLException {
        return new Connector(
                row.getObject("connector_id", UUID.class),
                row.getString("name"),
                row.getInt("number"),
                row.getString("hash"),
                row.getString("type"),
                List.of((String[]) row.getArray("secrets").getArray()),
                row.getString("definition"),
                Source.of(row.getString("source"), row.getString("source_type")),
                row.getString("created_by"),
                row.getTimestamp("created_at").toInstant());
    }

    Revision revision() {
        return new Revision(version);
    }
}
