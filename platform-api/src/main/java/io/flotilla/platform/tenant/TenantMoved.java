package io.flotilla.platform.tenant;

import io.flotilla.platform.database.TenantId;

/// A tenant's state is another from now on. Who remembers the one before on this instance forgets it.
public record TenantMoved(TenantId tenant) {}
