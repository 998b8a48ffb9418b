package io.flotilla.engine.step;

import io.flotilla.engine.control.Fault;
import io.flotilla.engine.control.FaultCode;
import io.flotilla.engine.model.ChatOutcome;
import io.flotilla.engine.model.ChatRequest;
import io.flotilla.engine.model.ModelFailure;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Asks the models of a route in turn until one answers. Whether the next one is asked depends on the failure, and on
/// whether any text went out: what was begun by one model is not begun anew by another.
///
/// @param alias  the app's word for the route
/// @param models the models to try
record RouteRun(String alias, List<BoundModel> models) {
    RouteRun {
        models = List.copyOf(models);
    }

    /// What came of it.
    sealed interface Reply {
        record Given(BoundModel model, ChatOutcome.Answered answer) implements Reply {}

        record None(Fault fault) implements Reply {}
    }

    /// Asks.
    ///
    /// @param request made for each attempt's id
    Reply ask(StepContext context, Function<String, ChatRequest> request) {
        var spoken = new Spoken(context);
        @Nullable Fault worst = null;
        for (int i = 0; i < models.size(); i++) {
            var model = models.get(i);
            if (model.health().rests() && othersBehind(i)) {
                worst = worse(worst, new ChatOutcome.Failed(ModelFailure.RATE_LIMITED).fault());
                continue;
            }
            if (!model.health().enter()) {
                worst = worse(worst, new ChatOutcome.Failed(ModelFailure.UNAVAILABLE).fault());
                continue;
            }
            switch (attempt(spoken.context(), i, request)) {
                case Attempt.Denied(var fault) -> {
                    return new Reply.None(fault);
                }
                case Attempt.Made(ChatOutcome.Answered answered) -> {
                    return new Reply.Given(model, answered);
                }
                case Attempt.Made(ChatOutcome.Failed failed) -> {
                    var stop = context.cancellation().reason();
                    if (stop.isPresent()) return new Reply.None(stop.get());
                    worst = worse(worst, failed.fault());
                    if (spoken.anything() || !failed.failure().fallsBack()) return new Reply.None(worst);
                }
            }
        }
        return new Reply.None(worst != null ? worst : new Fault(FaultCode.INTERNAL, "the step's model route is empty"));
    }

    private Attempt attempt(StepContext context, int position, Function<String, ChatRequest> request) {
        var model = models.get(position);
        @Nullable ChatOutcome outcome = null;
        try {
            switch (context.meter().take(model, request)) {
                case Allowance.Grant.Denied(var fault) -> {
                    return new Attempt.Denied(fault);
                }
                case Allowance.Grant.Given grant -> {
                    var target = new CallTarget.OfModel(alias, position, model.name(), model.provider());
                    outcome = context.meter().ask(context, target, model, grant, request);
                    return new Attempt.Made(outcome);
                }
            }
        } finally {
            model.health().leave(outcome);
        }
    }

    private sealed interface Attempt {
        record Made(ChatOutcome outcome) implements Attempt {}

        record Denied(Fault fault) implements Attempt {}
    }

    private boolean othersBehind(int position) {
        return models.stream().skip(position + 1L).anyMatch(each -> !each.health().rests());
    }

    /// The failure that another try may mend counts.
    private static Fault worse(@Nullable Fault before, Fault now) {
        return before == null || !before.retryable() ? now : before;
    }

    /// Remembers whether any text went out.
    private static final class Spoken {
        private final StepContext context;
        private volatile boolean anything;

        Spoken(StepContext outer) {
            context = new StepContext(
                    outer.at(),
                    outer.meter(),
                    text -> {
                        anything = true;
                        outer.deltas().accept(text);
                    },
                    outer.cancellation());
        }

        StepContext context() {
            return context;
        }

        boolean anything() {
            return anything;
        }
    }
}
