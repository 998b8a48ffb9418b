package io.flotilla.app.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `{name}` in an HTTP operation's texts.
public final class Placeholders {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-zA-Z][a-zA-Z0-9_]*)}");

    private Placeholders() {}

    /// The parameters a text names.
    public static Set<String> names(String text) {
        var names = new LinkedHashSet<String>();
        var matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) names.add(matcher.group(1));
        return names;
    }

    /// The parameters all texts of a value name.
    public static Set<String> names(JsonNode value) {
        var names = new LinkedHashSet<String>();
        if (value.isTextual()) names.addAll(names(value.textValue()));
        value.forEach(child -> names.addAll(names(child)));
        return names;
    }

    /// The text with each placeholder replaced by what `written` says for its parameter.
    public static String fill(String text, Function<String, String> written) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(written.apply(match.group(1))));
    }

    /// The value with its texts filled. A text that is exactly one placeholder becomes the argument itself,
    /// with its type.
    public static JsonNode fill(JsonNode value, Function<String, JsonNode> argument) {
        var nodes = JsonNodeFactory.instance;
        if (value.isTextual()) {
            var whole = PLACEHOLDER.matcher(value.textValue());
            if (whole.matches()) return argument.apply(whole.group(1));
            return nodes.textNode(fill(value.textValue(), (String name) -> written(argument.apply(name))));
        }
        if (value.isObject()) {
            var filled = nodes.objectNode();
            value.properties().forEach(entry -> filled.set(entry.getKey(), fill(entry.getValue(), argument)));
            return filled;
        }
        if (value.isArray()) {
            var filled = nodes.arrayNode();
            value.forEach(child -> filled.add(fill(child, argument)));
            return filled;
        }
        return value;
    }

    private static String written(JsonNode argument) {
        if (argument.isNull()) return "";
        return argument.isValueNode() ? argument.asText() : argument.toString();
    }
}
