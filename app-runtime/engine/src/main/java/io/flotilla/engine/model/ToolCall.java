package io.flotilla.engine.model;

import static java.util.Objects.requireNonNull;

/// A model asks for a tool.
///
/// @param id        the provider's; the answer names it
/// @param arguments JSON as the model wrote it: it may be none, or not fit the tool
public record ToolCall(String id, String name, String arguments) {
    public ToolCall {
        requireNonNull(id, "id");
        requireNonNull(name, "name");
        requireNonNull(arguments, "arguments");
    }
}
