package io.flotilla.engine.chain;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.app.expression.Condition;
import io.flotilla.app.expression.Evaluation;
import io.flotilla.app.expression.Scope;
import org.jspecify.annotations.Nullable;

/// Conditions of steps and cases.
final class Conditions {
    private Conditions() {}

    /// Whether a condition is there and is true, or is not there.
    static boolean hold(@Nullable Condition condition, Scope scope) {
        return condition == null
                || condition.evaluate(scope) instanceof Evaluation.Value(JsonNode value) && value.asBoolean();
    }
}
