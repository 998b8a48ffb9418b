package io.flotilla.app.definition;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;

/// One operation of a connector. Yields the operation's declared result.
///
/// @param connector an alias of the app's connectors
/// @param operation a statement (`sql`) or an operation (`http`) of that connector
/// @param arguments an object with `{{ }}` in its texts
public record ToolStep(String id, StepOptions options, String connector, String operation, JsonNode arguments)
        implements Step {
    public ToolStep {
        requireNonNull(id, "id");
        requireNonNull(options, "options");
        requireNonNull(connector, "connector");
        requireNonNull(operation, "operation");
        requireNonNull(arguments, "arguments");
    }
}
