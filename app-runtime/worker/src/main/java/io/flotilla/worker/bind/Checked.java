package io.flotilla.worker.bind;

import io.flotilla.app.check.CheckedApp;
import io.flotilla.app.connector.ConnectorDefinition;
import io.flotilla.app.violation.Violation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the check of an app found.
///
/// @param app        empty when there are violations
/// @param connectors by their names in the tenant
record Checked(Optional<CheckedApp> app, Map<String, ConnectorDefinition> connectors, List<Violation> violations) {
    Checked {
        connectors = Map.copyOf(connectors);
        violations = List.copyOf(violations);
    }

    /// A connector of the request.
    ConnectorDefinition connector(String name) {
        var definition = connectors.get(name);
        if (definition == null) throw new IllegalStateException("a connector that was not checked");
        return definition;
    }
}
