package io.flotilla.platform.tenant;

import io.flotilla.platform.database.TenantId;

/// A tenant's work that is under way: implemented further up, where that work is.
public interface RunningWork {
    /// Whether there is any.
    boolean any(TenantId tenant);

    /// Ends it all, as a cancellation does.
    void cancel(TenantId tenant);
}
