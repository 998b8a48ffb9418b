package io.flotilla.engine.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.flotilla.app.expression.Condition;
import io.flotilla.app.expression.Evaluation;
import io.flotilla.app.expression.Scope;
import io.flotilla.app.expression.Template;
import java.util.regex.Pattern;

/// Values and conditions with plain paths in the place of CEL: `{{ steps.a.text }}`, `{{ item }}`. What a path does
/// not
/// find is a fault. Enough to test the order of things without the expression language.
record TestTemplate(JsonNode value) implements Template, Condition {
    private static final Pattern PATH = Pattern.compile("\\{\\{ ([a-z0-9.]+) }}");

    static TestTemplate of(String text) {
        return new TestTemplate(JsonNodeFactory.instance.textNode(text));
    }

    @Override
    public Evaluation evaluate(Scope scope) {
        try {
            return new Evaluation.Value(fill(value, scope));
        } catch (NothingThere e) {
            return new Evaluation.Fault("expression-failed", e.getMessage(), "there is nothing");
        }
    }

    private static JsonNode fill(JsonNode value, Scope scope) {
        if (value.isTextual()) return fillText(value, scope);
        if (value.isArray()) {
            var list = JsonNodeFactory.instance.arrayNode();
            value.forEach(each -> list.add(fill(each, scope)));
            return list;
        }
        if (!value.isObject()) return value;
        var object = JsonNodeFactory.instance.objectNode();
        value.properties().forEach(each -> object.set(each.getKey(), fill(each.getValue(), scope)));
        return object;
    }

    private static JsonNode fillText(JsonNode text, Scope scope) {
        var whole = PATH.matcher(text.textValue());
        if (whole.matches()) return find(whole.group(1), scope);
        return JsonNodeFactory.instance.textNode(PATH.matcher(text.textValue())
                .replaceAll(match -> find(match.group(1), scope).asText()));
    }

    private static JsonNode find(String path, Scope scope) {
        var names = JsonNodeFactory.instance.objectNode();
        names.set("inputs", scope.inputs());
        names.set("steps", JsonNodeFactory.instance.objectNode().setAll(scope.steps()));
        if (scope.item() != null) names.set("item", scope.item());
        if (scope.index() != null) names.put("index", scope.index());
        var found = names.at("/" + path.replace('.', '/'));
        if (found.isMissingNode()) throw new NothingThere(path);
        return found;
    }

    private static final class NothingThere extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NothingThere(String path) {
            super(path);
        }
    }
}
