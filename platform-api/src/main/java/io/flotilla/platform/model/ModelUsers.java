package io.flotilla.platform.model;

import io.flotilla.platform.database.TenantId;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Those who use models, as the catalogue asks them before it gives one up. Told by a feature above.
public interface ModelUsers {
    /// What goes on using the model, for a person; empty when nothing does.
    Optional<String> userOfModel(Handle handle, TenantId tenant, String model);
}
