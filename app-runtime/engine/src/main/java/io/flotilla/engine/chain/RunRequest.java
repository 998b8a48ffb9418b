package io.flotilla.engine.chain;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.app.check.CheckedApp;
import io.flotilla.app.definition.Money;
import io.flotilla.app.expression.Scope;
import io.flotilla.engine.control.Cancellation;
import io.flotilla.engine.step.BoundConnector;
import io.flotilla.engine.step.CallIds;
import io.flotilla.engine.step.Route;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All that one run needs.
///
/// @param invocation   what the app's expressions see as `invocation`
/// @param models       alias to route
/// @param connectors   alias to connector
/// @param journal      steps that an earlier attempt finished
/// @param partition    whose answers may be given again: the tenant, the app and its version
/// @param deadline     when the run ends, finished or not
/// @param spending     what is set aside for the run; it costs no more. Absent when nothing is, and then the app's own limit
///                     alone holds
/// @param cancellation stops the run from outside: with code `cancelled` the result is [RunResult.Cancelled], with
///                     any
/// other it is
///                     [RunResult.Failed]
public record RunRequest(
        CheckedApp app,
        JsonNode inputs,
        Scope.Invocation invocation,
        Map<String, Route> models,
        Map<String, BoundConnector> connectors,
        List<JournalStep> journal,
        CallIds callIds,
        String partition,
        Instant deadline,
        @Nullable Money spending,
        Cancellation cancellation) {
    public RunRequest {
        requireNonNull(app, "app");
        requireNonNull(inputs, "inputs");
        requireNonNull(invocation, "invocation");
        models = Map.copyOf(models);
        connectors = Map.copyOf(connectors);
        journal = List.copyOf(journal);
        requireNonNull(callIds, "callIds");
        requireNonNull(partition, "partition");
        requireNonNull(deadline, "deadline");
        requireNonNull(cancellation, "cancellation");
    }
}
