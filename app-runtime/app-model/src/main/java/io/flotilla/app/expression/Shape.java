package io.flotilla.app.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// The parsed form of a value of the document.
sealed interface Shape {
    record Constant(JsonNode value) implements Shape {}

    record Whole(Parsed expression) implements Shape {}

    record Text(List<? extends Shape> parts) implements Shape {}

    record Fields(SequencedMap<String, Shape> fields) implements Shape {}

    record Items(List<Shape> items) implements Shape {}

    default Evaluator compile(Vocabulary vocabulary, List<Issue> issues) {
        return switch (this) {
            case Constant(var value) -> new Evaluator.Constant(typeOf(value), value);
            case Whole(var expression) ->
                expression
                        .compile(vocabulary, issues)
                        .<Evaluator>map(Evaluator.Whole::new)
                        .orElseGet(() -> new Evaluator.Constant(SimpleType.DYN, NullNode.getInstance()));
            case Text(var parts) ->
                new Evaluator.Text(
                        SimpleType.STRING,
                        parts.stream()
                                .map(part -> part.compile(vocabulary, issues))
                                .toList());
            case Fields(var fields) -> {
                var compiled = new LinkedHashMap<String, Evaluator>();
                var types = new LinkedHashMap<String, CelType>();
                fields.forEach((name, shape) -> {
                    var field = shape.compile(vocabulary, issues);
                    compiled.put(name, field);
                    types.put(name, field.type());
                });
                yield new Evaluator.Fields(vocabulary.types().object(types), compiled);
            }
            case Items(var items) -> {
                var compiled = items.stream()
                        .map(item -> item.compile(vocabulary, issues))
                        .toList();
                var types = compiled.stream().map(Evaluator::type).distinct().toList();
                yield new Evaluator.Items(
                        ListType.create(types.size() == 1 ? types.getFirst() : SimpleType.DYN), compiled);
            }
        };
    }

    private static CelType typeOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> SimpleType.STRING;
            case BOOLEAN -> SimpleType.BOOL;
            case NUMBER -> value.isIntegralNumber() ? SimpleType.INT : SimpleType.DOUBLE;
            default -> SimpleType.DYN;
        };
    }
}
