package io.flotilla.platform.connector;

import io.flotilla.platform.database.TenantId;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Those who use connectors, as the catalogue asks them before it gives one up. Told by a feature above.
public interface ConnectorUsers {
    /// What goes on using the connector, for a person; empty when nothing does.
    Optional<String> userOfConnector(Handle handle, TenantId tenant, String connector);
}
