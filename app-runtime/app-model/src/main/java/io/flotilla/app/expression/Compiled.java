package io.flotilla.app.expression;

import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;

/// What a [Draft] was compiled to.
///
/// @param type of its value
public record Compiled(CelType type, Evaluator evaluator) {
    /// As a template.
    public Template template() {
        return scope -> evaluator.evaluate(scope, new Bounds());
    }

    /// As a condition: null counts as false.
    public Condition condition() {
        return scope -> switch (evaluator.evaluate(scope, new Bounds())) {
            case Evaluation.Fault fault -> fault;
            case Evaluation.Value(var value) when value.isBoolean() -> new Evaluation.Value(value);
            case Evaluation.Value(var value) when value.isNull() -> new Evaluation.Value(BooleanNode.FALSE);
            case Evaluation.Value value ->
                new Evaluation.Fault("expression-failed", "when", "the condition is neither true nor false");
        };
    }

    /// The type of the items, when the value is a list.
    public CelType itemType() {
        return type instanceof ListType list ? list.elemType() : SimpleType.DYN;
    }
}
