package io.flotilla.platform.reconciliation;

import io.flotilla.platform.access.Caller;
import io.flotilla.platform.access.Permission;
import io.flotilla.platform.access.Requires;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/// Whether ledger, sums, budgets and runs of the caller's tenant agree.
@Path("/v1/usage/reconciliation")
@RunOnVirtualThread
class ReconciliationResource {
    private final Reconciliation reconciliation;

    ReconciliationResource(Reconciliation reconciliation) {
        this.reconciliation = reconciliation;
    }

    @GET
    @Requires(Permission.USAGE_READ)
    public Reconciliation.Report reconcile() {
        return reconciliation.ofTenant(Caller.current().tenant());
    }
}
