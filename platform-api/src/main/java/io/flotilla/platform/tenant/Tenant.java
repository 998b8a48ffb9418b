package io.flotilla.platform.tenant;

import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.resource.Revision;
import java.time.Instant;

/// An enterprise on the platform.
///
/// @param name     how it is called in addresses and headers; never changes
/// @param revision counts the changes of its state and of its settings
public record Tenant(TenantId id, String name, String title, TenantState state, Instant createdAt, Settings settings, Revision revision) {
    /// Whether its people and programs are let in.
    public boolean active() {
        return state == TenantState.ACTIVE;
    }
}
