package io.flotilla.platform.invocation;

import io.flotilla.platform.database.Database;
import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.invocation.state.Invocations;
import io.flotilla.platform.tenant.RunningWork;
import jakarta.enterprise.context.ApplicationScoped;

/// The invocations of a tenant that have not ended, for who shuts the tenant.
@ApplicationScoped
class TenantInvocations implements RunningWork {
    private final Database database;
    private final Cancellation cancellation;

    TenantInvocations(Database database, Cancellation cancellation) {
        this.database = database;
        this.cancellation = cancellation;
    }

    @Override
    public boolean any(TenantId tenant) {
        return database.inTenant(tenant, handle -> Invocations.alive(handle, tenant.value(), null, null, 1)) > 0;
    }

    @Override
    public void cancel(TenantId tenant) {
        database.inTenant(tenant, handle -> Invocations.aliveIds(handle, tenant.value()))
                .forEach(id -> cancellation.cancel(tenant, id));
    }
}
