package io.flotilla.platform.app;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
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
import org.jspecify.annotations.Nullable;

/// One version of an app; by itself, the one put last.
///
/// @param title      by language
/// @param hash       SHA-256 of the definition's canonical JSON
/// @param models     the names of catalogue models it uses
/// @param connectors the names of connectors it uses
/// @param definition the canonical JSON; left out of lists
@JsonInclude(JsonInclude.Include.NON_NULL)
record App(
        UUID id,
        String name,
        @JsonRawValue @Schema(type = SchemaType.OBJECT) String title,
        String scenario,
        int version,
        String hash,
        List<String> models,
        List<String> connectors,
        @JsonRawValue @Schema(type = SchemaType.OBJECT) @Nullable String definition,
        @JsonIgnore Source source,
        String createdBy,
        Instant createdAt) {
    /// The columns of a version, with its app's name.
    static App of(ResultSet row) throws SQLException {
        return new App(
                row.getObject("app_id", UUID.class),
                row.getString("name"),
                row.getString("title"),
                row.getString("scenario"),
                row.getInt("number"),
                row.getString("hash"),
                List.of((String[]) row.getArray("models").getArray()),
                List.of((String[]) row.getArray("connectors").getArray()),
                row.getString("definition"),
                Source.of(row.getString("source"), row.getString("source_type")),
                row.getString("created_by"),
                row.getTimestamp("created_at").toInstant());
    }

    /// The same without its definition, as lists show it.
    App brief() {
        return new App(
                id, name, title, scenario, version, hash, models, connectors, null, source, createdBy, createdAt);
    }

    Revision revision() {
        return new Revision(version);
    }
}
