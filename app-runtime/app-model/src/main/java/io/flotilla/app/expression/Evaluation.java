package io.flotilla.app.expression;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;

/// What came of evaluating an expression or a template.
public sealed interface Evaluation {
    /// A value.
    record Value(JsonNode value) implements Evaluation {
        public Value {
            requireNonNull(value, "value");
        }
    }

    /// No value: in words an app's author understands.
    ///
    /// @param code       `expression-failed`, or `expression-limit` when a bound was reached
    /// @param expression the text of the expression that failed
    record Fault(String code, String expression, String message) implements Evaluation {
        public Fault {
            requireNonNull(code, "code");
            requireNonNull(expression, "expression");
            requireNonNull(message, "message");
        }
    }
}
