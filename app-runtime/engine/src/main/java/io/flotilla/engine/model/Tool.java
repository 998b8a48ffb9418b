package io.flotilla.engine.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;

/// Something a model may ask to be done.
///
/// @param parameters JSON Schema of the arguments, an object
public record Tool(String name, String description, JsonNode parameters) {
    public Tool {
        requireNonNull(name, "name");
        requireNonNull(description, "description");
        requireNonNull(parameters, "parameters");
    }
}
