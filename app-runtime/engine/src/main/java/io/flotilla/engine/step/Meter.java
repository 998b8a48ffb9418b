package io.flotilla.engine.step;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.engine.connector.ConnectorOutcome;
import io.flotilla.engine.control.Fault;
import io.flotilla.engine.control.FaultCode;
import io.flotilla.engine.control.RunClock;
import io.flotilla.engine.model.ChatOutcome;
import io.flotilla.engine.model.ChatRequest;
import io.flotilla.engine.model.TokenUsage;
import io.flotilla.engine.step.CallEnd.UsageSource;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Makes the calls of one run, and tells of each before and after: no call goes past it.
public final class Meter {
    private final CallListener listener;
    private final CallIds ids;
    private final RunClock clock;
    private final Allowance allowance;
    private final BusyTime modelTime;
    private final BusyTime connectorTime;
    private final Map<StepAddress, AtomicInteger> numbers = new ConcurrentHashMap<>();
    private final AtomicInteger calls = new AtomicInteger();

    public Meter(CallListener listener, CallIds ids, RunClock clock, Allowance allowance) {
        this.listener = listener;
        this.ids = ids;
        this.clock = clock;
        this.allowance = allowance;
        this.modelTime = new BusyTime(clock);
        this.connectorTime = new BusyTime(clock);
    }

    /// The time in which at least one model call was under way.
    public Duration modelTime() {
        return modelTime.total();
    }

    /// The same for connector calls.
    public Duration connectorTime() {
        return connectorTime.total();
    }

    /// How many calls were made.
    public int calls() {
        return calls.get();
    }

    /// Takes one provider attempt, unless something forbids it.
    ///
    /// @param request made for the call's id
    Allowance.Grant take(BoundModel model, Function<String, ChatRequest> request) {
        var asked = bounded(request.apply(""));
        return allowance.take(
                model, TokenEstimate.inputAtMost(asked), asked.parameters().maxTokens(), images(asked));
    }

    /// The request as it is sent.
    private ChatRequest bounded(ChatRequest asked) {
        return new ChatRequest(
                asked.messages(),
                allowance.bounded(asked.parameters()),
                asked.schema(),
                asked.tools(),
                asked.stream(),
                asked.clientRequestId());
    }

    /// Makes one provider attempt.
    ///
    /// @param grant   that allows it
    /// @param request made for the call's id
    ChatOutcome ask(
            StepContext context,
            CallTarget.OfModel target,
            BoundModel model,
            Allowance.Grant.Given grant,
            Function<String, ChatRequest> request) {
        var call = dispatch(context.at(), target, grant.images(), grant.ceilingNano());
        var asked = bounded(request.apply(call.id().toString()));
        long begin = clock.nanoTime();
        modelTime.begin();
        @Nullable ChatOutcome outcome = null;
        try {
            outcome = model.chat().chat(asked, context.deltas(), context.cancellation());
            return outcome;
        } finally {
            modelTime.end();
            end(call, grant, begin, outcome, asked, context);
        }
    }

    /// Tells of an answer that was given again: nothing leaves, nothing is used.
    void recall(StepContext context, CallTarget.OfModel target) {
        var call = next(context.at(), target, 0, null);
        listener.callEnded(
                new CallEnd(call, new TokenUsage(0L, 0L, 0L, 0L), UsageSource.PROVIDER, null, Duration.ZERO));
    }

    /// Makes one connector call.
    ConnectorOutcome call(
            StepContext context, CallTarget.OfConnector target, BoundConnector connector, JsonNode arguments) {
        var call = dispatch(context.at(), target, 0, null);
        long begin = clock.nanoTime();
        connectorTime.begin();
        @Nullable FaultCode error = FaultCode.INTERNAL;
        try {
            var outcome = connector.connector().call(target.operation(), arguments, context.cancellation());
            error = switch (outcome) {
                case ConnectorOutcome.Answered(var _) -> null;
                case ConnectorOutcome.Failed(var fault) -> stoppedOr(context, fault.code());
            };
            return outcome;
        } finally {
            connectorTime.end();
            listener.callEnded(new CallEnd(call, TokenUsage.UNKNOWN, UsageSource.PROVIDER, error, since(begin)));
        }
    }

    private Call dispatch(StepAddress at, CallTarget target, int images, @Nullable Long ceilingNano) {
        var call = next(at, target, images, ceilingNano);
        listener.callDispatched(call);
        return call;
    }

    private Call next(StepAddress at, CallTarget target, int images, @Nullable Long ceilingNano) {
        int number = numbers.computeIfAbsent(at, place -> new AtomicInteger()).incrementAndGet();
        calls.incrementAndGet();
        return new Call(ids.of(at, number), at, number, target, clock.now(), images, ceilingNano);
    }

    private static int images(ChatRequest request) {
        return request.messages().stream().mapToInt(each -> each.images().size()).sum();
    }

    private void end(
            Call call,
            Allowance.Grant.Given grant,
            long begin,
            @Nullable ChatOutcome outcome,
            ChatRequest request,
            StepContext context) {
        var error = outcome == null ? FaultCode.INTERNAL : error(outcome, context);
        var usage = outcome == null ? TokenUsage.UNKNOWN : outcome.usage();
        var source = UsageSource.PROVIDER;
        if (outcome != null
                && usage.isUnknown()
                && (error == null || !outcome.text().isEmpty())) {
            usage = TokenEstimate.of(request.messages(), outcome.text());
            source = UsageSource.ESTIMATED;
        }
        allowance.spend(grant, usage);
        listener.callEnded(new CallEnd(call, usage, source, error, since(begin)));
    }

    private static @Nullable FaultCode error(ChatOutcome outcome, StepContext context) {
        return switch (outcome) {
            case ChatOutcome.Answered answered -> null;
            case ChatOutcome.Failed failed ->
                stoppedOr(context, failed.failure().code());
        };
    }

    /// A call that failed because it was stopped failed for the reason of the stop.
    private static FaultCode stoppedOr(StepContext context, FaultCode code) {
        if (code != FaultCode.CANCELLED) return code;
        return context.cancellation().reason().map(Fault::code).orElse(code);
    }

    private Duration since(long begin) {
        return Duration.ofNanos(clock.nanoTime() - begin);
    }
}
