package io.flotilla.engine.chain;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.app.expression.Evaluation;
import io.flotilla.engine.control.Fault;
import io.flotilla.engine.control.FaultCode;

/// Values of expressions, and why there is none.
final class Values {
    private Values() {}

    static Fault fault(Evaluation.Fault failed) {
        return new Fault(
                FaultCode.INVALID_DEFINITION,
                "the expression `%s` has no value: %s".formatted(failed.expression(), failed.message()));
    }

    static BlockOutcome outcome(Evaluation evaluation) {
        return switch (evaluation) {
            case Evaluation.Value(JsonNode value) -> new BlockOutcome.Yielded(value);
            case Evaluation.Fault failed -> new BlockOutcome.Stopped(fault(failed), null);
        };
    }

    /// A value in a text, as `{{ }}` writes it.
    static String text(JsonNode value) {
        return value.isTextual() ? value.textValue() : value.isNull() ? "" : value.toString();
    }
}
