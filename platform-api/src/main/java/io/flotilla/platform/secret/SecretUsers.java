package io.flotilla.platform.secret;

import io.flotilla.platform.database.TenantId;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Those who use secrets, as the secrets ask them before one is given up. Told by a feature above.
public interface SecretUsers {
    /// What goes on using the secret, for a person; empty when nothing does.
    List<String> usersOfSecret(Handle handle, TenantId tenant, String secret);
}
