package io.flotilla.app.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.app.violation.Violation;
import java.util.List;

/// A compiled JSON Schema. Safe for many threads, reusable.
public interface JsonSchema {
    /// What is wrong with a value; empty when nothing is. The code is `invalid-value`, pointers start at the value.
    List<Violation> check(JsonNode value);
}
