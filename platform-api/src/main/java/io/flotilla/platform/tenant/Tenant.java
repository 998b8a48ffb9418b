package io.flotilla.platform.tenant;

import io.flotilla.platform.database.TenantId;
import java.time.Instant;

/// An enterprise on the platform.
///
/// @param name how it is called in addresses and headers; never changes
public record Tenant(TenantId id, String name, String title, TenantState state, Instant createdAt, Settings settings) {
    /// Whether its people and programs are let in.
    public boolean active() {
        return state == TenantState.ACTIVE;
    }

    Tenant with(Settings others) {
        return new Tenant(id, name, title, state, createdAt, others);
    }
}
