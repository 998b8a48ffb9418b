package io.flotilla.app.definition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a model is asked to answer. What is absent is left to the model's provider.
public record ModelParameters(
        @Nullable Double temperature,
        @Nullable Double topP,
        @Nullable Integer maxTokens,
        List<String> stop,
        @Nullable Long seed,
        @Nullable Double presencePenalty,
        @Nullable Double frequencyPenalty) {
    /// Nothing asked for.
    public static final ModelParameters NONE = new ModelParameters(null, null, null, List.of(), null, null, null);

    public ModelParameters {
        stop = List.copyOf(stop);
    }

    /// These, and where they say nothing, those of the route.
    public ModelParameters orElse(ModelParameters route) {
        return new ModelParameters(
                temperature != null ? temperature : route.temperature,
                topP != null ? topP : route.topP,
                maxTokens != null ? maxTokens : route.maxTokens,
                stop.isEmpty() ? route.stop : stop,
                seed != null ? seed : route.seed,
                presencePenalty != null ? presencePenalty : route.presencePenalty,
                frequencyPenalty != null ? frequencyPenalty : route.frequencyPenalty);
    }
}
