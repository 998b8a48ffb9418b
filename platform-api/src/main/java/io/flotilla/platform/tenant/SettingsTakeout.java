package io.flotilla.platform.tenant;

import io.flotilla.platform.database.Database;
import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.problem.Fault;
import io.flotilla.platform.takeout.Folder;
import io.flotilla.platform.takeout.Takeout;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;

/// What the tenant is and has settled.
@ApplicationScoped
class SettingsTakeout implements Takeout {
    private final Database database;
    private final Tenants tenants;

    SettingsTakeout(Database database, Tenants tenants) {
        this.database = database;
        this.tenants = tenants;
    }

    @Override
    public void pack(TenantId tenant, Folder folder) throws IOException {
        var found = database.inTenant(tenant, handle -> tenants.byId(handle, tenant))
                .orElseThrow(Fault::notFound);
        folder.json("tenant.json", TenantResource.TenantView.of(found));
    }
}
