package io.flotilla.platform.model;

import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.takeout.Folder;
import io.flotilla.platform.takeout.Takeout;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;

/// The tenant's own catalogue, with every price a model had.
@ApplicationScoped
class CatalogueTakeout implements Takeout {
    private final Providers providers;
    private final Models models;
    private final ModelResource resource;

    CatalogueTakeout(Providers providers, Models models, ModelResource resource) {
        this.providers = providers;
        this.models = models;
        this.resource = resource;
    }

    @Override
    public void pack(TenantId tenant, Folder folder) throws IOException {
        folder.list("providers.json", page -> providers.list(tenant, page));
        for (var model : folder.list("models.json", page -> models.list(tenant, page))) {
            folder.json("models/%s/prices.json".formatted(model.name()), resource.prices(model.name()));
        }
    }
}
