package io.flotilla.app.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import io.flotilla.app.violation.Pointers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;

/// A value or a condition of the document whose expressions are parsed but not compiled: what they refer to
/// is known, the
/// types of what they refer to are not yet.
public final class Draft {
    private final Shape shape;
    private final List<Issue> issues;
    private final List<Parsed> expressions;
    private final Expected expected;

    private enum Expected {
        ANYTHING,
        TRUTH,
        LIST
    }

    private Draft(Shape shape, List<Issue> issues, List<Parsed> expressions, Expected expected) {
        this.shape = shape;
        this.issues = issues;
        this.expressions = expressions;
        this.expected = expected;
    }

    /// A value with `{{ }}` in its texts.
    public static Draft ofValue(JsonNode value) {
        var draft = new Draft(new Shape.Constant(value), new ArrayList<>(), new ArrayList<>(), Expected.ANYTHING);
        return draft.with(draft.shape(value, ""), Expected.ANYTHING);
    }

    /// A text with `{{ }}` that is always written as text, also when it is exactly one `{{ }}`.
    public static Draft ofText(String text) {
        var draft = ofValue(TextNode.valueOf(text));
        if (!(draft.shape instanceof Shape.Whole whole)) return draft;
        return draft.with(new Shape.Text(List.of(whole)), Expected.ANYTHING);
    }

    /// A `when`: CEL that yields true or false.
    public static Draft ofCondition(String cel) {
        return ofCel(cel, Expected.TRUTH);
    }

    /// The `items` of an `each`: CEL, or a text that is exactly one `{{ }}`, that yields a list.
    public static Draft ofItems(String items) {
        var parts = Parts.of(items.strip());
        if (parts.size() == 1 && parts.getFirst() instanceof Parts.Embedded) {
            var draft = ofValue(TextNode.valueOf(items.strip()));
            return draft.with(draft.shape, Expected.LIST);
        }
        return ofCel(items, Expected.LIST);
    }

    private static Draft ofCel(String cel, Expected expected) {
        var draft = new Draft(new Shape.Text(List.of()), new ArrayList<>(), new ArrayList<>(), expected);
        return Parsed.parse("", cel, 0, cel, draft.issues)
                .map(parsed -> {
                    draft.expressions.add(parsed);
                    return draft.with(new Shape.Whole(parsed), expected);
                })
                .orElse(draft);
    }

    private Draft with(Shape other, Expected what) {
        return new Draft(other, issues, expressions, what);
    }

    private Shape shape(JsonNode value, String pointer) {
        if (value.isTextual()) return text(value.textValue(), pointer);
        if (value.isObject()) {
            var fields = new LinkedHashMap<String, Shape>();
            value.properties()
                    .forEach(field -> fields.put(
                            field.getKey(), shape(field.getValue(), Pointers.child(pointer, field.getKey()))));
            return new Shape.Fields(fields);
        }
        if (value.isArray()) {
            var items = new ArrayList<Shape>();
            for (int i = 0; i < value.size(); i++) items.add(shape(value.get(i), Pointers.child(pointer, i)));
            return new Shape.Items(items);
        }
        return new Shape.Constant(value);
    }

    private Shape text(String text, String pointer) {
        var shapes = new ArrayList<Shape>();
        for (var part : Parts.of(text)) {
            switch (part) {
                case Parts.Literal literal -> shapes.add(new Shape.Constant(TextNode.valueOf(literal.text())));
                case Parts.Unclosed open ->
                    issues.add(Parsed.issue(pointer, text, open.offset(), "syntax", "this {{ is not closed by }}", null));
                case Parts.Embedded embedded ->
                    Parsed.parse(pointer, text, embedded.offset(), embedded.expression(), issues)
                            .ifPresent(parsed -> {
                                expressions.add(parsed);
                                shapes.add(new Shape.Whole(parsed));
                            });
            }
        }
        return shapes.size() == 1 ? shapes.getFirst() : new Shape.Text(shapes);
    }

    /// What could not be parsed.
    public List<Issue> issues() {
        var all = new ArrayList<>(issues);
        for (var parsed : expressions) {
            if (!parsed.references().bare()) continue;
            all.add(Parsed.issue(
                    parsed.pointer(), parsed.text(), parsed.offset(), "unknown-step", "name a step: steps.<id>", null));
        }
        return all;
    }

    /// The steps that its expressions refer to.
    public References references() {
        var steps = new HashSet<String>();
        var unguarded = new HashSet<String>();
        for (var parsed : expressions) {
            var references = parsed.references();
            steps.addAll(references.steps());
            unguarded.addAll(references.unguarded());
        }
        var guarded = new HashSet<>(steps);
        guarded.removeAll(unguarded);
        return new References(steps, guarded, false);
    }

    /// Type-checks and compiles. What is wrong goes to `found`; then the result is not to be evaluated.
    public Compiled compile(Vocabulary vocabulary, List<Issue> found) {
        var evaluator = shape.compile(vocabulary, found);
        var type = evaluator.type();
        if (expected != Expected.ANYTHING && found.isEmpty() && !expressions.isEmpty()) {
            var wanted = expected == Expected.TRUTH ? SimpleType.BOOL : ListType.create(SimpleType.DYN);
            var words = expected == Expected.TRUTH ? "true or false" : "a list";
            if (!Parsed.fits(type, wanted)) found.add(expressions.getFirst().wrongType(words, type));
        }
        return new Compiled(type, evaluator);
    }
}
