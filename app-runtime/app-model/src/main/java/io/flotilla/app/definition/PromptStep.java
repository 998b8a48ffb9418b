package io.flotilla.app.definition;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One model call. Yields `text`, `json`, `usage`, `model`, `finishReason`.
///
/// @param model      an alias of the app's models
/// @param messages   what is said to the model, in order; `system` and `user` of the document are messages here
/// @param schema     JSON Schema that the answer must satisfy, from `output.schema`
/// @param stream     whether the answer's text is passed on while it is written
/// @param parameters go before those of the route
public record PromptStep(
        String id,
        StepOptions options,
        String model,
        List<Message> messages,
        @Nullable JsonNode schema,
        boolean stream,
        ModelParameters parameters)
        implements Step {
    public PromptStep {
        requireNonNull(id, "id");
        requireNonNull(options, "options");
        requireNonNull(model, "model");
        messages = List.copyOf(messages);
        requireNonNull(parameters, "parameters");
    }
}
