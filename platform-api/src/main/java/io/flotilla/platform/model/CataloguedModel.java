package io.flotilla.platform.model;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A model of the catalogue as apps need to know it.
///
/// @param kind      `chat`, `classifier` ...
/// @param successor the model to take instead, if it is on its way out
public record CataloguedModel(
        String name,
        String kind,
        @Nullable Instant retiresAt,
        @Nullable String successor) {
    /// Whether it can be run at that moment.
    public boolean runs(Instant moment) {
        return retiresAt == null || retiresAt.isAfter(moment);
    }

    /// When it ends, if that was said.
    public Optional<Instant> end() {
        return Optional.ofNullable(retiresAt);
    }

    /// What to do instead, for a person; empty if nobody said.
    public String advice() {
        return successor == null ? "" : " Take '%s' instead.".formatted(successor);
    }
}
