package io.flotilla.worker.bind;

import io.flotilla.app.check.CheckedApp;
import io.flotilla.app.definition.Money;
import io.flotilla.app.expression.Scope;
import io.flotilla.app.violation.Violation;
import io.flotilla.engine.chain.JournalStep;
import io.flotilla.engine.chain.RunRequest;
import io.flotilla.engine.chain.StepState;
import io.flotilla.engine.control.Cancellation;
import io.flotilla.engine.control.Fault;
import io.flotilla.engine.control.FaultCode;
import io.flotilla.engine.step.BoundConnector;
import io.flotilla.engine.step.CallIds;
import io.flotilla.engine.step.Route;
import io.flotilla.engine.step.StepAddress;
import io.flotilla.messages.InvocationRequested;
import io.flotilla.messages.JournalEntry;
import io.flotilla.messages.SpendingLimit;
import io.flotilla.messages.UsageIds;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes requests ready to run.
@Singleton
public class Binder {
    private final Apps apps;
    private final Models models;
    private final Connectors connectors;

    Binder(Apps apps, Models models, Connectors connectors) {
        this.apps = apps;
        this.models = models;
        this.connectors = connectors;
    }

    /// The request as the engine wants it, or why it cannot run.
    public Binding bind(InvocationRequested request, Cancellation cancellation) {
        var checked = apps.of(request);
        return checked.app()
                .<Binding>map(app -> new Binding.Bound(bound(request, app, checked, cancellation)))
                .orElseGet(() -> new Binding.Unbound(invalid(checked.violations())));
    }

    private RunRequest bound(InvocationRequested request, CheckedApp app, Checked checked, Cancellation cancellation) {
        var routes = new HashMap<String, Route>();
        var ref = request.ref();
        request.models()
                .forEach((alias, route) ->
                        routes.put(alias, models.bind(ref.tenantId(), request.app(), route, request.traceparent())));
        var bound = new HashMap<String, BoundConnector>();
        request.connectors()
                .forEach((alias, connector) -> bound.put(
                        alias, connectors.bind(ref.tenantId(), connector, checked.connector(connector.name()))));
        CallIds callIds = (at, number) -> UsageIds.of(ref, message(at), number);
        return new RunRequest(
                app,
                request.inputs(),
                new Scope.Invocation(ref.invocationId().toString(), request.createdAt(), request.caller()),
                routes,
                bound,
                request.journal().stream().map(Binder::journalStep).toList(),
                callIds,
                "%s/%s/%d".formatted(ref.tenantId(), request.app(), request.version()),
                request.deadline(),
                spending(request.spending()),
                cancellation);
    }

    private static @Nullable Money spending(@Nullable SpendingLimit limit) {
        return limit == null ? null : new Money(limit.nano(), limit.currency());
    }

    private static JournalStep journalStep(JournalEntry entry) {
        var state = switch (entry.state()) {
            case SUCCEEDED -> StepState.SUCCEEDED;
            case RECOVERED -> StepState.RECOVERED;
            case SKIPPED -> StepState.SKIPPED;
            case FAILED -> StepState.FAILED;
        };
        return new JournalStep(new StepAddress(entry.at().step(), entry.at().iteration()), state, entry.output());
    }

    private static io.flotilla.messages.StepAddress message(StepAddress at) {
        return new io.flotilla.messages.StepAddress(at.step(), at.iteration());
    }

    private static Fault invalid(List<Violation> violations) {
        var first = violations.getFirst();
        return new Fault(
                FaultCode.INVALID_DEFINITION,
                "this worker cannot run the app's definition: %s at %s%s"
                        .formatted(
                                first.message(),
                                first.pointer(),
                                violations.size() == 1 ? "" : ", and %d more".formatted(violations.size() - 1)));
    }
}
