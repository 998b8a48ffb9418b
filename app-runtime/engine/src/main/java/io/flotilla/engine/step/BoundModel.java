package io.flotilla.engine.step;

import static java.util.Objects.requireNonNull;

import io.flotilla.engine.model.ChatModel;
import io.flotilla.engine.model.ModelHealth;
import io.flotilla.engine.model.Seats;
import org.jspecify.annotations.Nullable;

/// A catalogue model with the means to call it.
///
/// @param name     the model's catalogue name
/// @param provider the provider's catalogue name
/// @param health   how it has been doing, in other runs too
/// @param seats    where its attempts are made from
/// @param pricing  absent when nobody said what it costs
public record BoundModel(
        String name, String provider, ChatModel chat, ModelHealth health, Seats seats, @Nullable Pricing pricing) {
    public BoundModel {
        requireNonNull(name, "name");
        requireNonNull(provider, "provider");
        requireNonNull(chat, "chat");
        requireNonNull(health, "health");
        requireNonNull(seats, "seats");
    }

    /// A model with a seat for everybody.
    public BoundModel(
            String name, String provider, ChatModel chat, ModelHealth health, @Nullable Pricing pricing) {
        this(name, provider, chat, health, Seats.UNLIMITED, pricing);
    }

    /// The same, of which nobody said what it costs.
    public BoundModel(String name, String provider, ChatModel chat, ModelHealth health) {
        this(name, provider, chat, health, null);
    }

    /// A model whose health nobody watches, and of which nobody said what it costs.
    public BoundModel(String name, String provider, ChatModel chat) {
        this(name, provider, chat, ModelHealth.UNWATCHED, null);
    }
}
