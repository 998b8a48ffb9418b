package io.flotilla.app.definition;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// Steps inside a step, and what they come to.
///
/// @param output a value with `{{ }}` in its texts; JSON null stands for "the last step's value"
public record NestedSteps(List<Step> steps, JsonNode output) {
    public NestedSteps {
        steps = List.copyOf(steps);
        requireNonNull(output, "output");
    }
}
