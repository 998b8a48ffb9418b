package io.flotilla.app.definition;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A model that calls operations of connectors until it knows the answer. Yields `text`, `json`, `calls`, `usage`,
/// `model`.
///
/// @param model      an alias of the app's models
/// @param system     text with `{{ }}`
/// @param user       text with `{{ }}`
/// @param tools      what it may call
/// @param schema     JSON Schema that the last answer must satisfy, from `output.schema`
/// @param verify     CEL, bool, over the step's own output as `answer`
/// @param maxCalls   how often the model is asked at most
/// @param maxTokens  input and output of all its calls; absent: as the run allows
/// @param stream     whether the last answer's text is passed on
/// @param parameters go before those of the route
public record AgentStep(
        String id,
        StepOptions options,
        String model,
        @Nullable String system,
        String user,
        List<AgentTool> tools,
        @Nullable JsonNode schema,
        @Nullable String verify,
        int maxCalls,
        @Nullable Long maxTokens,
        boolean stream,
        ModelParameters parameters)
        implements Step {
    /// Of a step that does not say.
    public static final int DEFAULT_CALLS = 8;

    public AgentStep {
        requireNonNull(id, "id");
        requireNonNull(options, "options");
        requireNonNull(model, "model");
        requireNonNull(user, "user");
        tools = List.copyOf(tools);
        requireNonNull(parameters, "parameters");
    }

    /// An operation that the model may call.
    ///
    /// @param connector   an alias of the app's connectors
    /// @param name        what the model calls it
    /// @param description what it is for
    /// @param arguments   an object with `{{ }}` in its texts: parameters that are the app's to fill, not the model's
    public record AgentTool(String connector, String operation, String name, String description, JsonNode arguments) {
        public AgentTool {
            requireNonNull(connector, "connector");
            requireNonNull(operation, "operation");
            requireNonNull(name, "name");
            requireNonNull(description, "description");
            requireNonNull(arguments, "arguments");
        }
    }
}
