package io.flotilla.app.definition;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;

/// Builds a value from expressions, without a call. Yields the value.
///
/// @param value any JSON, with `{{ }}` in its texts
public record TransformStep(String id, StepOptions options, JsonNode value) implements Step {
    public TransformStep {
        requireNonNull(id, "id");
        requireNonNull(options, "options");
        requireNonNull(value, "value");
    }
}
