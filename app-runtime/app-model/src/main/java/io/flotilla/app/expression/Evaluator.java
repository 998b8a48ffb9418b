package io.flotilla.app.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.cel.common.types.CelType;
import java.util.List;
import java.util.SequencedMap;

/// The compiled form of a value of the document.
sealed interface Evaluator {
    CelType type();

    Evaluation evaluate(Scope scope, Bounds bounds);

    record Constant(CelType type, JsonNode value) implements Evaluator {
        @Override
        public Evaluation evaluate(Scope scope, Bounds bounds) {
            return new Evaluation.Value(value);
        }
    }

    record Whole(Expression expression) implements Evaluator {
        @Override
        public CelType type() {
            return expression.type();
        }

        @Override
        public Evaluation evaluate(Scope scope, Bounds bounds) {
            return expression.evaluate(scope, bounds);
        }
    }

    record Text(CelType type, List<Evaluator> parts) implements Evaluator {
        @Override
        public Evaluation evaluate(Scope scope, Bounds bounds) {
            var text = new StringBuilder();
            for (var part : parts) {
                switch (part.evaluate(scope, bounds)) {
                    case Evaluation.Fault fault -> {
                        return fault;
                    }
                    case Evaluation.Value(var value) -> text.append(CelValues.written(value));
                }
                if (text.length() > 2 * Bounds.LONGEST_TEXT) {
                    return new Evaluation.Fault("expression-limit", "text", "the text becomes too long");
                }
            }
            return new Evaluation.Value(JsonNodeFactory.instance.textNode(text.toString()));
        }
    }

    record Fields(CelType type, SequencedMap<String, Evaluator> fields) implements Evaluator {
        @Override
        public Evaluation evaluate(Scope scope, Bounds bounds) {
            var object = JsonNodeFactory.instance.objectNode();
            for (var field : fields.entrySet()) {
                switch (field.getValue().evaluate(scope, bounds)) {
                    case Evaluation.Fault fault -> {
                        return fault;
                    }
                    case Evaluation.Value(var value) -> object.set(field.getKey(), value);
                }
            }
            return new Evaluation.Value(object);
        }
    }

    record Items(CelType type, List<Evaluator> items) implements Evaluator {
        @Override
        public Evaluation evaluate(Scope scope, Bounds bounds) {
            var array = JsonNodeFactory.instance.arrayNode();
            for (var item : items) {
                switch (item.evaluate(scope, bounds)) {
                    case Evaluation.Fault fault -> {
                        return fault;
                    }
                    case Evaluation.Value(var value) -> array.add(value);
                }
            }
            return new Evaluation.Value(array);
        }
    }
}
