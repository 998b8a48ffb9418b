package io.flotilla.app.definition;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/// What a document is called.
///
/// @param name a DNS label: the id inside the tenant
public record Metadata(String name, @Nullable Title title, @Nullable Title description) {
    public Metadata {
        requireNonNull(name, "name");
    }
}
