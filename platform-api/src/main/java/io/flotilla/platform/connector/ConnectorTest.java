package io.flotilla.platform.connector;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// How a connector is to be tried out.
///
/// @param operation the operation to call, with all that it does; left out, only what changes and reads nothing is tried
/// @param arguments of the operation
record ConnectorTest(
        @Nullable String operation, @Nullable JsonNode arguments) {
    static final ConnectorTest WHOLE = new ConnectorTest(null, null);
}
