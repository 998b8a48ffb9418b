package io.flotilla.messages;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A catalogue model with all that a worker needs to call it.
///
/// @param name         the catalogue name, as apps and usage speak of it
/// @param provider     the provider's catalogue name
/// @param providerKind `openai` for every OpenAI-compatible server, `anthropic`, or `local` for a model of the worker's own
/// @param baseUrl      empty for `local`
/// @param upstreamName the name the provider knows the model by
/// @param apiKey       absent for a provider that asks for none
/// @param price        absent when the model has no price: its cost is then unknown, not zero
/// @param kind         `chat`, `embedding`, `image`, `speech`, `rerank` or `classifier`; absent in older messages: `chat`
/// @param contextLength in tokens, when somebody said
/// @param limits       what its provider allows all callers together; absent when nobody said
/// @param retiresAt    when it ends; absent when nobody said
public record ResolvedModel(
        UUID modelId,
        String name,
        String provider,
        String providerKind,
        String baseUrl,
        String upstreamName,
        @Nullable SealedSecret apiKey,
        @Nullable Price price,
        @Nullable String kind,
        @Nullable Integer contextLength,
        @Nullable ModelLimits limits,
        @Nullable Instant retiresAt) {
    public ResolvedModel {
        requireNonNull(modelId, "modelId");
        requireNonNull(name, "name");
        requireNonNull(provider, "provider");
        requireNonNull(providerKind, "providerKind");
        requireNonNull(baseUrl, "baseUrl");
        requireNonNull(upstreamName, "upstreamName");
    }

    /// A chat model of which nothing more is known.
    public ResolvedModel(
            UUID modelId,
            String name,
            String provider,
            String providerKind,
            String baseUrl,
            String upstreamName,
            @Nullable SealedSecret apiKey,
            @Nullable Price price) {
        this(modelId, name, provider, providerKind, baseUrl, upstreamName, apiKey, price, null, null, null, null);
    }
}
