package io.flotilla.app.connector;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.app.definition.Ordered;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// One SQL statement with `:name` parameters; [SqlParameters] turns it into a JDBC statement.
///
/// @param result JSON Schema of one row
public record SqlStatement(
        String sql, SequencedMap<String, JsonNode> parameters, @Nullable JsonNode result, Rows rows)
        implements Operation {
    public SqlStatement {
        requireNonNull(sql, "sql");
        parameters = Ordered.copyOf(parameters);
        requireNonNull(rows, "rows");
    }

    /// What the step yields.
    public enum Rows {
        /// The first row as an object, null when there is none.
        ONE,
        /// A list of rows (the default).
        MANY
    }
}
