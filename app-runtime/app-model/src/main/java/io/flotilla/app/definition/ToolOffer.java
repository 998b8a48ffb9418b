package io.flotilla.app.definition;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;

/// Something a model may ask for in its answer. Nobody does it by itself: what was asked for is in the step's `calls`.
///
/// @param parameters JSON Schema of the arguments, an object
public record ToolOffer(String name, String description, JsonNode parameters) {
    public ToolOffer {
        requireNonNull(name, "name");
        requireNonNull(description, "description");
        requireNonNull(parameters, "parameters");
    }
}
