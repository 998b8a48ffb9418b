package io.flotilla.engine.step;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.engine.connector.ConnectorOutcome;
import io.flotilla.engine.control.Fault;
import io.flotilla.engine.control.FaultCode;
import io.flotilla.engine.step.StepOutcome.Stopped;
import io.flotilla.engine.step.StepOutcome.Yielded;

/// One try of a `tool` step: one call of one operation.
///
/// @param alias the app's word for the connector
public record ToolRun(String alias, BoundConnector connector, String operation, JsonNode arguments) {
    /// Makes the call.
    public StepOutcome run(StepContext context) {
        var target = new CallTarget.OfConnector(alias, connector.name(), operation);
        return switch (context.meter().call(context, target, connector, arguments)) {
            case ConnectorOutcome.Answered(var result) -> new Yielded(result);
            case ConnectorOutcome.Failed(var fault) -> new Stopped(stoppedOr(context, fault));
        };
    }

    private static Fault stoppedOr(StepContext context, Fault fault) {
        if (fault.code() != FaultCode.CANCELLED) return fault;
        return context.cancellation().reason().orElse(fault);
    }
}
