package io.flotilla.worker.report;

import io.flotilla.engine.chain.RunResult;
import io.flotilla.engine.control.Fault;
import io.flotilla.engine.model.TokenUsage;
import io.flotilla.engine.step.CallEnd;
import io.flotilla.messages.InvocationEvent;
import io.flotilla.messages.InvocationEvent.InvocationCancelled;
import io.flotilla.messages.InvocationEvent.InvocationFailed;
import io.flotilla.messages.InvocationEvent.InvocationSucceeded;
import io.flotilla.messages.InvocationRef;
import io.flotilla.messages.Problem;
import io.flotilla.messages.RunTiming;
import io.flotilla.messages.StepAddress;
import io.flotilla.messages.StepState;
import io.flotilla.messages.Units;
import io.flotilla.messages.UsageSource;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The engine's words in those of the messages. The engine knows no messages, so that it can run elsewhere too.
final class Translation {
    private Translation() {}

    static InvocationEvent terminal(InvocationRef ref, Instant at, RunResult result, int steps) {
        return switch (result) {
            case RunResult.Succeeded(var output, var timing) ->
                new InvocationSucceeded(ref, at, output, of(timing, steps));
            case RunResult.Failed failed ->
                new InvocationFailed(ref, at, problem(failed.fault(), failed.at()), of(failed.timing(), steps));
            case RunResult.Cancelled(var timing) -> new InvocationCancelled(ref, at, of(timing, steps));
        };
    }

    static Problem problem(Fault fault, io.flotilla.engine.step.@Nullable StepAddress at) {
        return new Problem(fault.code().code(), fault.detail(), fault.retryable(), at == null ? null : at.step());
    }

    static StepAddress of(io.flotilla.engine.step.StepAddress at) {
        return new StepAddress(at.step(), at.iteration());
    }

    static StepState of(io.flotilla.engine.chain.StepState state) {
        return switch (state) {
            case SUCCEEDED -> StepState.SUCCEEDED;
            case RECOVERED -> StepState.RECOVERED;
            case SKIPPED -> StepState.SKIPPED;
            case FAILED -> StepState.FAILED;
        };
    }

    /// @param images shown; of a call of which nothing is known, nobody knows whether they were seen
    static Units of(TokenUsage usage, int images) {
        return new Units(
                known(usage.input()),
                known(usage.cachedInput()),
                known(usage.output()),
                known(usage.reasoning()),
                images == 0 || usage.isUnknown() ? null : Long.valueOf(images),
                null);
    }

    static UsageSource of(CallEnd.UsageSource source) {
        return switch (source) {
            case PROVIDER -> UsageSource.PROVIDER;
            case ESTIMATED -> UsageSource.ESTIMATED;
        };
    }

    static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }

    private static RunTiming of(io.flotilla.engine.chain.RunTiming timing, int steps) {
        var firstToken = timing.firstToken();
        return new RunTiming(
                millis(timing.running()),
                millis(timing.model()),
                millis(timing.connector()),
                firstToken == null ? null : millis(firstToken),
                timing.calls(),
                steps);
    }

    /// What a provider counts below zero, it does not know.
    private static @Nullable Long known(@Nullable Long tokens) {
        return tokens == null || tokens < 0 ? null : tokens;
    }
}
