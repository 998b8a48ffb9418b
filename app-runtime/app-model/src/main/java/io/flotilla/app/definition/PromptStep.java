package io.flotilla.app.definition;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One model call. Yields `text`, `json`, `calls`, `usage`, `model`, `route`, `finishReason`.
///
/// @param model      an alias of the app's models
/// @param messages   what is said to the model, in order; `system` and `user` of the document are messages here
/// @param history    what was said before; stands after what the system says
/// @param images     values with `{{ }}`: image URLs, or lists of them, shown with the last message of the user
/// @param tools      what the model may ask for
/// @param schema     JSON Schema that the answer must satisfy, from `output.schema`
/// @param verify     CEL, bool, over the step's own output as `answer`: whether the answer stands
/// @param stream     whether the answer's text is passed on while it is written
/// @param parameters go before those of the route
public record PromptStep(
        String id,
        StepOptions options,
        String model,
        List<Message> messages,
        @Nullable History history,
        List<String> images,
        List<ToolOffer> tools,
        @Nullable JsonNode schema,
        @Nullable String verify,
        boolean stream,
        ModelParameters parameters)
        implements Step {
    public PromptStep {
        requireNonNull(id, "id");
        requireNonNull(options, "options");
        requireNonNull(model, "model");
        messages = List.copyOf(messages);
        images = List.copyOf(images);
        tools = List.copyOf(tools);
        requireNonNull(parameters, "parameters");
    }
}
