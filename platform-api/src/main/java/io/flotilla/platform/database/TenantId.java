package io.flotilla.platform.database;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/// The tenant a row belongs to; what row-level security compares.
public record TenantId(UUID value) implements Id {
    public TenantId {
        requireNonNull(value, "value");
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
