package io.flotilla.app.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Something a connector can do.
public sealed interface Operation permits SqlStatement, HttpOperation {
    /// JSON Schema by parameter. Each is required unless its schema has a `default` or allows null.
    SequencedMap<String, JsonNode> parameters();

    /// JSON Schema of one result: of one row for `sql`, of the answer's body for `http`. Absent: anything.
    @Nullable
    JsonNode result();
}
