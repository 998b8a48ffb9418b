package io.flotilla.app;

import io.flotilla.app.check.Check;
import io.flotilla.app.check.Checking;
import io.flotilla.app.connector.ConnectorDefinition;
import io.flotilla.app.definition.AppDefinition;
import io.flotilla.app.read.Places;
import java.util.Optional;
import java.util.function.Function;

/// Checks app definitions.
public final class AppChecker {
    private AppChecker() {}

    /// Checks a definition against itself only: what tools yield is not known, any field of it may be asked for.
    public static Check check(AppDefinition definition, Places places) {
        return Checking.check(definition, places, null);
    }

    /// Checks a definition and its use of connectors.
    ///
    /// @param connectors finds a connector of the tenant by its name (not by the app's alias); one that is
    ///                   not found is a violation
    public static Check check(
            AppDefinition definition, Places places, Function<String, Optional<ConnectorDefinition>> connectors) {
        return Checking.check(definition, places, connectors);
    }
}
