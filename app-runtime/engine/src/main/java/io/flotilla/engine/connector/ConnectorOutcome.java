package io.flotilla.engine.connector;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.engine.control.Fault;

/// How one connector call ended.
public sealed interface ConnectorOutcome {
    /// The operation yielded a result, of its declared shape.
    record Answered(JsonNode result) implements ConnectorOutcome {
        public Answered {
            requireNonNull(result, "result");
        }
    }

    /// There is no result.
    record Failed(Fault fault) implements ConnectorOutcome {
        public Failed {
            requireNonNull(fault, "fault");
        }
    }
}
