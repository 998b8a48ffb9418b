package io.flotilla.platform.apikey;

import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.takeout.Folder;
import io.flotilla.platform.takeout.Takeout;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;

/// API keys, without what they prove themselves by.
@ApplicationScoped
class ApiKeyTakeout implements Takeout {
    private final ApiKeyResource keys;

    ApiKeyTakeout(ApiKeyResource keys) {
        this.keys = keys;
    }

    @Override
    public void pack(TenantId tenant, Folder folder) throws IOException {
        folder.list("api-keys.json", keys::list);
    }
}
