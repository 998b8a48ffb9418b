package io.flotilla.platform.takeout;

import io.flotilla.platform.database.TenantId;
import java.io.IOException;

/// What a feature puts into a tenant's export: everything that its answers show, and nothing else.
public interface Takeout {
    /// Puts it all into the folder, while the caller is one of the tenant.
    void pack(TenantId tenant, Folder folder) throws IOException;
}
