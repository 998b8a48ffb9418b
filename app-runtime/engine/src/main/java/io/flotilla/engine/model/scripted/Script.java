package io.flotilla.engine.model.scripted;

import io.flotilla.engine.control.Cancellation;
import io.flotilla.engine.model.ChatOutcome;
import io.flotilla.engine.model.ChatRequest;
import io.flotilla.engine.model.ModelFailure;
import io.flotilla.engine.model.TokenUsage;
import io.flotilla.engine.model.ToolCall;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// What a scripted model does in one attempt.
@FunctionalInterface
public interface Script {
    /// Plays the attempt.
    ChatOutcome play(ChatRequest request, Consumer<String> deltas, Cancellation cancellation);

    /// Answers with these pieces, which are also the deltas of a stream. Uses 10 tokens in, and one out for each
    /// piece.
    static Script says(String... pieces) {
        return (request, deltas, cancellation) -> {
            for (String piece : pieces) if (request.stream()) deltas.accept(piece);
            var usage = new TokenUsage(10L, 0L, (long) pieces.length, 0L);
            return new ChatOutcome.Answered(String.join("", pieces), "stop", usage, "scripted");
        };
    }

    /// Asks for a tool. Uses 10 tokens in and one out.
    static Script calls(String tool, String arguments) {
        return (request, deltas, cancellation) -> new ChatOutcome.Answered(
                "",
                List.of(new ToolCall("call-1", tool, arguments)),
                "tool_calls",
                new TokenUsage(10L, 0L, 1L, 0L),
                "scripted");
    }

    /// Answers with the last message it was given.
    static Script echoes() {
        return (request, deltas, cancellation) ->
                says(request.messages().getLast().content()).play(request, deltas, cancellation);
    }

    /// Fails before anything arrives.
    static Script fails(ModelFailure failure) {
        return (request, deltas, cancellation) -> new ChatOutcome.Failed(failure);
    }

    /// Asks to be left alone.
    static Script limitsRate(Duration retryAfter) {
        return (request, deltas, cancellation) ->
                new ChatOutcome.Failed(ModelFailure.RATE_LIMITED, retryAfter, "", TokenUsage.UNKNOWN);
    }

    /// Says something and breaks off.
    static Script breaksOffAfter(String text) {
        return (request, deltas, cancellation) -> {
            if (request.stream()) deltas.accept(text);
            return new ChatOutcome.Failed(ModelFailure.TRUNCATED, null, text, TokenUsage.UNKNOWN);
        };
    }

    /// Never answers; ends when it is stopped.
    static Script hangs() {
        return says().behind(new CompletableFuture<>());
    }

    /// The same, once the gate is complete. When the attempt is stopped before, it ends.
    default Script behind(CompletableFuture<?> gate) {
        return (request, deltas, cancellation) -> {
            var stopped = new CompletableFuture<Void>();
            try (var _ = cancellation.onCancel(() -> stopped.complete(null))) {
                CompletableFuture.anyOf(gate, stopped).join();
            }
            return cancellation.isCancelled()
                    ? new ChatOutcome.Failed(ModelFailure.CANCELLED)
                    : play(request, deltas, cancellation);
        };
    }
}
