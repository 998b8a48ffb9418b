package io.flotilla.engine.step;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.app.violation.Violation;
import java.util.List;

/// A step's `verify`.
@FunctionalInterface
public interface Verification {
    /// Of a step that has none.
    Verification NONE = output -> List.of();

    /// What speaks against an output; empty when nothing does.
    List<Violation> check(JsonNode output);
}
