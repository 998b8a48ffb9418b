package io.flotilla.app.definition;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Puts one of some labels on a text. Yields `label`, `confidence`, `route`.
///
/// @param model        an alias of the app's models
/// @param text         text with `{{ }}`
/// @param classes      what each label stands for, by label
/// @param instructions what to mind, text with `{{ }}`
/// @param parameters   go before those of the route
public record ClassifyStep(
        String id,
        StepOptions options,
        String model,
        String text,
        SequencedMap<String, String> classes,
        @Nullable String instructions,
        List<Example> examples,
        ModelParameters parameters)
        implements Step {
    public ClassifyStep {
        requireNonNull(id, "id");
        requireNonNull(options, "options");
        requireNonNull(model, "model");
        requireNonNull(text, "text");
        classes = Ordered.copyOf(classes);
        examples = List.copyOf(examples);
        requireNonNull(parameters, "parameters");
    }

    /// A text and the label it should get.
    public record Example(String text, String label) {
        public Example {
            requireNonNull(text, "text");
            requireNonNull(label, "label");
        }
    }
}
