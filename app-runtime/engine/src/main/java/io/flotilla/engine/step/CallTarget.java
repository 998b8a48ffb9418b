package io.flotilla.engine.step;

import static java.util.Objects.requireNonNull;

/// What a call goes to.
public sealed interface CallTarget {
    /// A model.
    ///
    /// @param alias    the app's word for the route
    /// @param position the model's place in the route, from 0
    /// @param model    the model's catalogue name
    /// @param provider the provider's catalogue name
    /// @param kind     which way it is
    record OfModel(String alias, int position, String model, String provider, RouteKind kind) implements CallTarget {
        public OfModel {
            requireNonNull(alias, "alias");
            requireNonNull(model, "model");
            requireNonNull(provider, "provider");
            requireNonNull(kind, "kind");
        }
    }

    /// A connector's operation.
    ///
    /// @param alias     the app's word for the connector
    /// @param connector the connector's name in the tenant
    record OfConnector(String alias, String connector, String operation) implements CallTarget {
        public OfConnector {
            requireNonNull(alias, "alias");
            requireNonNull(connector, "connector");
            requireNonNull(operation, "operation");
        }
    }
}
