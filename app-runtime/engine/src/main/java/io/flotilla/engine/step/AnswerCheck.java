package io.flotilla.engine.step;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.app.violation.Violation;
import io.flotilla.engine.model.ChatOutcome.Answered;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a step makes of an answer.
@FunctionalInterface
interface AnswerCheck {
    Verdict judge(Answered answer);

    /// Whether it stands.
    sealed interface Verdict {
        /// It does.
        ///
        /// @param json       what was read of it; JSON null for free text
        /// @param confidence how sure the model is; absent when the check itself is what makes sure
        record Stands(JsonNode json, @Nullable Double confidence) implements Verdict {}

        /// It does not.
        ///
        /// @param violations at least one
        record Falls(List<Violation> violations) implements Verdict {
            public Falls {
                violations = List.copyOf(violations);
            }
        }
    }
}
