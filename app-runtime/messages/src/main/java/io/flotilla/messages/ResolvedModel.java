package io.flotilla.messages;

import static java.util.Objects.requireNonNull;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A catalogue model with all that a worker needs to call it.
///
/// @param name         the catalogue name, as apps and usage speak of it
/// @param provider     the provider's catalogue name
/// @param providerKind `openai` for every OpenAI-compatible server
/// @param upstreamName the name the provider knows the model by
/// @param apiKey       absent for a provider that asks for none
/// @param price        absent when the model has no price: its cost is then unknown, not zero
public record ResolvedModel(
        UUID modelId,
        String name,
        String provider,
        String providerKind,
        String baseUrl,
        String upstreamName,
        @Nullable SealedSecret apiKey,
        @Nullable Price price) {
    public ResolvedModel {
        requireNonNull(modelId, "modelId");
        requireNonNull(name, "name");
        requireNonNull(provider, "provider");
        requireNonNull(providerKind, "providerKind");
        requireNonNull(baseUrl, "baseUrl");
        requireNonNull(upstreamName, "upstreamName");
    }
}
