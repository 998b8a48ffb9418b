package io.flotilla.engine.step;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.app.violation.Violation;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Whether the values of an extraction stand in the text they were taken from. Case, spaces, full-width forms and
/// separators of thousands do not matter. Values from a closed set, dates and truth values are interpretations, and are
/// not looked for.
final class Grounding {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final int SHOWN = 80;

    private final String source;
    private final Set<BigDecimal> numbers = new HashSet<>();
    private final JsonNode schema;
    private final Set<String> exempt;

    /// @param exempt names of properties whose values are not looked for
    Grounding(String text, JsonNode schema, List<String> exempt) {
        this.source = normal(text);
        this.schema = schema;
        this.exempt = Set.copyOf(exempt);
        var matcher = NUMBER.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC));
        while (matcher.find()) {
            numbers.add(number(matcher.group()));
        }
    }

    /// What does not stand in the text.
    List<Violation> check(JsonNode json) {
        var found = new ArrayList<Violation>();
        look(json, schema, "", found);
        return found;
    }

    private void look(JsonNode value, JsonNode form, String pointer, List<Violation> found) {
        if (value.isObject()) {
            value.properties().forEach(field -> {
                if (exempt.contains(field.getKey())) return;
                var property = form.path("properties").path(field.getKey());
                look(field.getValue(), resolved(property), pointer + "/" + field.getKey(), found);
            });
        } else if (value.isArray()) {
            var items = resolved(form.path("items"));
            for (int i = 0; i < value.size(); i++) look(value.get(i), items, pointer + "/" + i, found);
        } else if (!isInterpretation(form) && !stands(value)) {
            var shown = value.asText();
            found.add(Violation.of(
                    pointer,
                    "not-in-source",
                    "'%s' does not stand in the document".formatted(shown.substring(0, Math.min(SHOWN, shown.length())))));
        }
    }

    private boolean stands(JsonNode value) {
        if (value.isTextual()) return source.contains(normal(value.textValue()));
        if (value.isNumber()) return numbers.contains(number(value.decimalValue().abs().toPlainString()));
        return true;
    }

    private JsonNode resolved(JsonNode form) {
        var reference = form.path("$ref").asText();
        return reference.startsWith("#/") ? schema.at(reference.substring(1)) : form;
    }

    private static boolean isInterpretation(JsonNode form) {
        return form.has("enum") || form.has("const") || form.path("format").asText().startsWith("date");
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text.replace(",", "")).stripTrailingZeros();
    }

    private static String normal(String text) {
        var wide = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return SPACE.matcher(wide).replaceAll("");
    }
}
