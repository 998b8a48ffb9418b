package io.flotilla.platform.reconciliation;

import io.flotilla.platform.access.Permission;
import io.flotilla.platform.access.Requires;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/// The same for all tenants, by their operator.
@Path("/v1/platform/reconciliation")
@RunOnVirtualThread
class PlatformReconciliationResource {
    private final Reconciliation reconciliation;

    PlatformReconciliationResource(Reconciliation reconciliation) {
        this.reconciliation = reconciliation;
    }

    @GET
    @Requires(Permission.TENANTS_ADMINISTER)
    public Reconciliation.Report reconcile() {
        return reconciliation.ofAll();
    }
}
