package io.flotilla.platform.app;

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

/// One version of an app; by itself, the one put last.
///
/// @param title      by language
/// @param hash       SHA-256 of the definition's canonical JSON
/// @param labels     notes on the app
/// @param versionLabels notes on this version
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
        @JsonRawValue @Schema(type = SchemaType.OBJECT) String labels,
        @JsonRawValue @Schema(type = SchemaType.OBJECT) String versionLabels,
        List<String> models,
        List<String> connectors,
        @JsonRawValue @Schema(type = SchemaType.OBJECT) @Nullable String definition,
        String createdBy,
        Instant createdAt)
        implements Numbered {
    static App of(ResultSet row, StatementContext context) throws SQLException {
        return new App(
                row.getObject("app_id", UUID.class),
                row.getString("name"),
                row.getString("title"),
                row.getString("scenario"),
                row.getInt("number"),
                row.getString("hash"),
                row.getString("labels"),
                row.getString("version_labels"),
                List.of((String[]) row.getArray("models").getArray()),
                List.of((String[]) row.getArray("connectors").getArray()),
                row.getString("definition"),
                row.getString("created_by"),
                row.getTimestamp("created_at").toInstant());
    }

    /// As the audit shows it: its definition, with its prompts, is told by the hash.
    Seen seen() {
        return new Seen(version, hash, scenario, models, connectors, labels);
    }

    record Seen(
            int version,
            String hash,
            String scenario,
            List<String> models,
            List<String> connectors,
            @JsonRawValue String labels) {}
}
