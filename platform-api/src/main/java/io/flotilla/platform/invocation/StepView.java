package io.flotilla.platform.invocation;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.messages.Problem;
import io.flotilla.platform.invocation.state.Journal;
import io.flotilla.platform.usage.InvocationUsage;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One finished step of an invocation.
///
/// @param iteration the item indexes of the `each` steps around it, outermost first, with dots between; empty
///     outside
/// @param usage what its calls used over all attempts, as far as the ledger has it
public record StepView(
        String step,
        String iteration,
        int attempt,
        String type,
        String state,
        JsonNode output,
        @Nullable Problem problem,
        InvocationUsage usage,
        Instant startedAt,
        Instant finishedAt) {
    static StepView of(Journal.Step step, InvocationUsage usage) {
        return new StepView(
                step.at().step(),
                step.at().iteration(),
                step.attempt(),
                step.type(),
                step.state().name().toLowerCase(Locale.ROOT),
                step.output(),
                step.problem(),
                usage,
                step.startedAt(),
                step.finishedAt());
    }
}
