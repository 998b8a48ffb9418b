package io.flotilla.app.definition;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes JSON of a schema out of a text, and only what stands in the text. Yields `json`, `model`, `route`.
///
/// @param model        an alias of the app's models
/// @param text         text with `{{ }}`
/// @param instructions what to mind, text with `{{ }}`
/// @param schema       JSON Schema of what is wanted, an object
/// @param ungrounded   names of properties whose values need not stand in the text
/// @param verify       CEL, bool, over the step's own output as `answer`
/// @param parameters   go before those of the route
public record ExtractStep(
        String id,
        StepOptions options,
        String model,
        String text,
        @Nullable String instructions,
        JsonNode schema,
        List<String> ungrounded,
        @Nullable String verify,
        ModelParameters parameters)
        implements Step {
    public ExtractStep {
        requireNonNull(id, "id");
        requireNonNull(options, "options");
        requireNonNull(model, "model");
        requireNonNull(text, "text");
        requireNonNull(schema, "schema");
        ungrounded = List.copyOf(ungrounded);
        requireNonNull(parameters, "parameters");
    }
}
