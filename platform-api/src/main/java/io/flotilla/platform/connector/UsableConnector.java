package io.flotilla.platform.connector;

import io.flotilla.app.connector.ConnectorDefinition;
import java.util.Set;

/// A connector of the catalogue, and what keeps it from working.
///
/// @param missingSecrets names of secrets that the tenant does not have; empty when it works
public record UsableConnector(ConnectorDefinition definition, Set<String> missingSecrets) {
    public UsableConnector {
        missingSecrets = Set.copyOf(missingSecrets);
    }
}
