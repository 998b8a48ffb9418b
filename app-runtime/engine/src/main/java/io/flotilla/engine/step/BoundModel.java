package io.flotilla.engine.step;

import static java.util.Objects.requireNonNull;

import io.flotilla.engine.model.ChatModel;

/// A catalogue model with the means to call it.
///
/// @param name     the model's catalogue name
/// @param provider the provider's catalogue name
public record BoundModel(String name, String provider, ChatModel chat) {
    public BoundModel {
        requireNonNull(name, "name");
        requireNonNull(provider, "provider");
        requireNonNull(chat, "chat");
    }
}
