package io.flotilla.engine.model;

import static java.util.Objects.requireNonNull;

import io.flotilla.engine.control.Fault;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How one provider attempt ended.
public sealed interface ChatOutcome {
    /// What the attempt used, as the provider told it.
    TokenUsage usage();

    /// All the text that arrived.
    String text();

    /// The model answered.
    ///
    /// @param calls        the tools it asks for
    /// @param finishReason `stop`, `length`, `tool_calls`, or another word of the provider's
    /// @param model        the model that the provider says answered
    record Answered(
            String text,
            List<ToolCall> calls,
            String finishReason,
            TokenUsage usage,
            @Nullable String model) implements ChatOutcome {
        public Answered {
            requireNonNull(text, "text");
            calls = List.copyOf(calls);
            requireNonNull(finishReason, "finishReason");
            requireNonNull(usage, "usage");
        }

        /// An answer that asks for no tools.
        public Answered(String text, String finishReason, TokenUsage usage, @Nullable String model) {
            this(text, List.of(), finishReason, usage, model);
        }
    }

    /// There is no whole answer.
    ///
    /// @param text what arrived before the failure
    record Failed(ModelFailure failure, @Nullable Duration retryAfter, String text, TokenUsage usage)
            implements ChatOutcome {
        public Failed {
            requireNonNull(failure, "failure");
            requireNonNull(text, "text");
            requireNonNull(usage, "usage");
        }

        /// A failure before anything arrived.
        public Failed(ModelFailure failure) {
            this(failure, null, "", TokenUsage.UNKNOWN);
        }

        /// The failure as a problem.
        public Fault fault() {
            return new Fault(failure.code(), failure.detail(), failure.code().retryable(), retryAfter);
        }
    }
}
