package io.flotilla.platform.secret;

import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.takeout.Folder;
import io.flotilla.platform.takeout.Takeout;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;

/// Which secrets there are, never their values.
@ApplicationScoped
class SecretTakeout implements Takeout {
    private final SecretResource secrets;

    SecretTakeout(SecretResource secrets) {
        this.secrets = secrets;
    }

    @Override
    public void pack(TenantId tenant, Folder folder) throws IOException {
        folder.list("secrets.json", secrets::list);
    }
}
