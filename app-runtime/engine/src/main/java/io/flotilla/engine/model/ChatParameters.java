package io.flotilla.engine.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a model is to answer; what is absent is the provider's choice.
public record ChatParameters(
        @Nullable Double temperature,
        @Nullable Double topP,
        @Nullable Integer maxTokens,
        @Nullable Long seed,
        @Nullable Double presencePenalty,
        @Nullable Double frequencyPenalty,
        List<String> stop) {
    /// Everything as the provider likes it.
    public static final ChatParameters DEFAULT = new ChatParameters(null, null, null, null, null, null, List.of());

    public ChatParameters {
        stop = List.copyOf(stop);
    }
}
