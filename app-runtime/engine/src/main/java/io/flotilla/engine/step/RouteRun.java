package io.flotilla.engine.step;

import io.flotilla.engine.control.Fault;
import io.flotilla.engine.control.FaultCode;
import io.flotilla.engine.model.ChatOutcome;
import io.flotilla.engine.model.ChatRequest;
import io.flotilla.engine.model.ModelFailure;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Asks the models of a way in turn until one answers. Whether the next one is asked depends on the failure, and on
/// whether any text went out: what was begun by one model is not begun anew by another.
record RouteRun(Way way) {
    /// What came of it.
    sealed interface Reply {
        /// @param kind which way it came
        record Given(BoundModel model, ChatOutcome.Answered answer, RouteKind kind) implements Reply {}

        record None(Fault fault) implements Reply {}
    }

    Reply ask(StepContext context, Question question, boolean stream) {
        var spoken = new Spoken(context);
        @Nullable Fault worst = null;
        for (int i = 0; i < models().size(); i++) {
            var model = models().get(i);
            var known = recalled(context, i, question, stream);
            if (known != null) return known;
            if (model.health().rests() && othersBehind(i)) {
                worst = worse(worst, new ChatOutcome.Failed(ModelFailure.RATE_LIMITED).fault());
                continue;
            }
            switch (attempt(spoken.context(), i, question, stream)) {
                case Attempt.Denied(var fault) -> {
                    return new Reply.None(fault);
                }
                case Attempt.Closed() ->
                    worst = worse(worst, new ChatOutcome.Failed(ModelFailure.UNAVAILABLE).fault());
                case Attempt.Made(ChatOutcome.Answered answered) -> {
                    var recall = way.recall();
                    if (recall != null) recall.keep(model, question, way.parameters(), answered);
                    return new Reply.Given(model, answered, way.kind());
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

    private List<BoundModel> models() {
        return way.arm().models();
    }

    private Reply.@Nullable Given recalled(StepContext context, int position, Question question, boolean stream) {
        var recall = way.recall();
        if (recall == null) return null;
        var model = models().get(position);
        var known = recall.find(model, question, way.parameters()).orElse(null);
        if (known == null) return null;
        context.meter().recall(context, target(position, RouteKind.CACHE));
        if (stream) context.deltas().accept(known.text());
        return new Reply.Given(model, known, RouteKind.CACHE);
    }

    private Attempt attempt(StepContext context, int position, Question question, boolean stream) {
        var model = models().get(position);
        Function<String, ChatRequest> request = id -> question.request(way.parameters(), stream, id);
        long expected = TokenEstimate.expected(request.apply(""));
        var seat = model.seats().take(expected, context.cancellation()).orElse(null);
        if (seat == null) return new Attempt.Denied(context.cancellation().reason().orElseThrow());
        @Nullable ChatOutcome outcome = null;
        try {
            var attempt = seated(context, position, request);
            outcome = attempt instanceof Attempt.Made(var made) ? made : null;
            return attempt;
        } finally {
            seat.leave(outcome, taken(outcome, expected));
        }
    }

    private Attempt seated(StepContext context, int position, Function<String, ChatRequest> request) {
        var model = models().get(position);
        if (!model.health().enter()) return new Attempt.Closed();
        @Nullable ChatOutcome outcome = null;
        try {
            switch (context.meter().take(model, request)) {
                case Allowance.Grant.Denied(var fault) -> {
                    return new Attempt.Denied(fault);
                }
                case Allowance.Grant.Given grant -> {
                    outcome = context.meter().ask(context, target(position, way.kind()), model, grant, request);
                    return new Attempt.Made(outcome);
                }
            }
        } finally {
            model.health().leave(outcome);
        }
    }

    private static long taken(@Nullable ChatOutcome outcome, long expected) {
        if (outcome == null) return 0;
        return outcome.usage().isUnknown() ? expected : outcome.usage().total();
    }

    private CallTarget.OfModel target(int position, RouteKind kind) {
        var model = models().get(position);
        return new CallTarget.OfModel(
                way.alias(), way.arm().first() + position, model.name(), model.provider(), kind);
    }

    private boolean othersBehind(int position) {
        return models().stream().skip(position + 1L).anyMatch(each -> !each.health().rests());
    }

    /// The failure that another try may mend counts.
    private static Fault worse(@Nullable Fault before, Fault now) {
        return before == null || !before.retryable() ? now : before;
    }

    private sealed interface Attempt {
        record Made(ChatOutcome outcome) implements Attempt {}

        record Denied(Fault fault) implements Attempt {}

        /// Nobody is let in to the model for a while.
        record Closed() implements Attempt {}
    }

    /// Remembers whether any text went out.
    private static final class Spoken {
        private final StepContext context;
        private volatile boolean anything;

        Spoken(StepContext outer) {
            context = outer.speaking(text -> {
                anything = true;
                outer.deltas().accept(text);
            });
        }

        StepContext context() {
            return context;
        }

        boolean anything() {
            return anything;
        }
    }
}
