package io.flotilla.engine.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.flotilla.app.check.CheckedStep;
import io.flotilla.app.definition.ModelParameters;
import io.flotilla.app.definition.OnError;
import io.flotilla.app.definition.Retry;
import io.flotilla.app.expression.Evaluation;
import io.flotilla.app.expression.Scope;
import io.flotilla.engine.control.Cancellation;
import io.flotilla.engine.control.Fault;
import io.flotilla.engine.control.FaultCode;
import io.flotilla.engine.step.StepAddress;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Runs one step to its end: its condition, its tries and the waits between them, its `onError`.
final class StepRun {
    private final Run run;
    private final CheckedStep step;
    private final StepAddress at;
    private final Scope scope;
    private final Voice voice;
    private final Cancellation block;
    private final Instant startedAt;

    StepRun(Run run, CheckedStep step, StepAddress at, Scope scope, Voice voice, Cancellation block) {
        this.run = run;
        this.step = step;
        this.at = at;
        this.scope = scope;
        this.voice = voice.inner();
        this.block = block;
        this.startedAt = run.clock().now();
    }

    /// Never throws: what must not happen ends the whole run.
    Ended run() {
        try {
            return runOrSkip();
        } catch (Throwable e) {
            run.broke(e);
            return new Ended.Interrupted();
        }
    }

    private Ended runOrSkip() {
        var condition = step.plan().when();
        var holds = condition == null ? null : condition.evaluate(scope);
        if (holds instanceof Evaluation.Value(JsonNode value) && !value.asBoolean()) {
            return end(StepState.SKIPPED, NullNode.getInstance(), null, new Ended.Skipped());
        }
        run.bulletin().stepStarted(at, step.step().type());
        if (holds instanceof Evaluation.Fault failed) {
            return recover(new BlockOutcome.Stopped(Values.fault(failed), at));
        }
        return tries();
    }

    private Ended tries() {
        for (int tries = 1; ; tries++) {
            switch (new StepTry(run, step, at, scope, voice, block).run()) {
                case BlockOutcome.Yielded(var output) -> {
                    return end(StepState.SUCCEEDED, output, null, new Ended.Yielded(output));
                }
                case BlockOutcome.Stopped stopped -> {
                    if (block.isCancelled()) return interrupted();
                    var delay = delayBeforeNext(tries, stopped.fault());
                    if (delay == null) return recover(stopped);
                    run.bulletin().stepRetrying(at, tries, stopped.fault(), delay);
                    run.clock().pause(delay, block);
                    if (block.isCancelled()) return interrupted();
                }
            }
        }
    }

    /// Null when there is no next try.
    private @Nullable Duration delayBeforeNext(int tries, Fault fault) {
        Retry retry = step.step().options().retry();
        if (retry == null || tries >= retry.attempts() || voice.heard()) return null;
        boolean worth = retry.on().isEmpty()
                ? fault.retryable()
                : retry.on().contains(fault.code().code());
        if (!worth) return null;
        var delay = run.backoff().after(tries, retry, fault);
        return delay.compareTo(run.left()) < 0 && isInBudget() ? delay : null;
    }

    /// Of retries of the model that the step asks first.
    private boolean isInBudget() {
        return step.step()
                .route()
                .map(alias ->
                        run.ways(alias, ModelParameters.NONE).first().arm().models())
                .filter(models -> !models.isEmpty())
                .map(models -> models.getFirst().health().takeRetry())
                .orElse(true);
    }

    private Ended recover(BlockOutcome.Stopped stopped) {
        var fault = stopped.fault();
        var place = stopped.at();
        return switch (step.step().options().onError()) {
            case OnError.Fail() -> failed(fault, place);
            case OnError.GoTo(var target) ->
                end(StepState.SKIPPED, NullNode.getInstance(), fault, new Ended.Jumped(target));
            case OnError.UseValue(var _) -> {
                var value = step.plan().onError();
                if (value == null) yield failed(fault, place);
                yield switch (value.evaluate(scope)) {
                    case Evaluation.Value(var output) ->
                        end(StepState.RECOVERED, output, fault, new Ended.Yielded(output));
                    case Evaluation.Fault noValue -> failed(Values.fault(noValue), at);
                };
            }
        };
    }

    private Ended failed(Fault fault, @Nullable StepAddress place) {
        var ended = new Ended.Failed(fault, place == null ? at : place);
        return end(StepState.FAILED, NullNode.getInstance(), fault, ended);
    }

    private Ended interrupted() {
        var reason = block.reason().orElseGet(() -> new Fault(FaultCode.CANCELLED, "the step was stopped"));
        return end(StepState.FAILED, NullNode.getInstance(), reason, new Ended.Interrupted());
    }

    private Ended end(StepState state, JsonNode output, @Nullable Fault fault, Ended ended) {
        run.bulletin().stepFinished(new StepEnd(at, step.step().type(), state, output, fault, startedAt));
        run.finished().add(new JournalStep(at, state, output));
        return ended;
    }
}
