package io.flotilla.platform.quota;

import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.takeout.Folder;
import io.flotilla.platform.takeout.Takeout;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;

/// Budgets and limits.
@ApplicationScoped
class QuotaTakeout implements Takeout {
    private final Budgets budgets;
    private final Limits limits;

    QuotaTakeout(Budgets budgets, Limits limits) {
        this.budgets = budgets;
        this.limits = limits;
    }

    @Override
    public void pack(TenantId tenant, Folder folder) throws IOException {
        folder.list("budgets.json", page -> budgets.list(tenant, page));
        folder.list("limits.json", page -> limits.list(tenant, page));
    }
}
