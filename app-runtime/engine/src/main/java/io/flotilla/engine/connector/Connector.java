package io.flotilla.engine.connector;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.engine.control.Cancellation;

/// One connector of a tenant, ready to be called, from any number of threads.
public interface Connector {
    /// Makes one call of an operation, without retries, and waits for its end. Whatever goes wrong is a
    /// [ConnectorOutcome.Failed], never an exception. When `cancellation` is thrown, the call is closed and ends
    /// promptly.
    ConnectorOutcome call(String operation, JsonNode arguments, Cancellation cancellation);
}
