package io.flotilla.sandbox.reader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flotilla.sandbox.text.Language;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Fills a JSON Schema from a prompt: closed sets of values by choosing a label, strings by the sentence that fits the
/// field's description or name,
/// numbers by the number in that sentence. A field that nothing fits is left out, or says so when it is required.
final class SchemaFiller {
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|-?\\d+(?:\\.\\d+)?");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Reading reading;
    private final Labels labels;

    SchemaFiller(Reading reading, Labels labels) {
        this.reading = reading;
        this.labels = labels;
    }

    JsonNode fill(JsonNode schema, Prompt prompt) {
        var material = new ArrayList<>(Passage.of(prompt.question()));
        material.addAll(Passage.of(prompt.material()));
        return value(schema, "", prompt, material).orElseGet(NODES::objectNode);
    }

    private Optional<JsonNode> value(JsonNode schema, String name, Prompt prompt, List<Passage> material) {
        if (schema.has("const")) return Optional.of(schema.get("const"));
        var choice = choice(schema, prompt);
        if (choice.isPresent()) return choice.map(each -> NODES.textNode(each.name()));
        String type = schema.path("type").isArray()
                ? schema.at("/type/0").asText()
                : schema.path("type").asText();
        return switch (type.isEmpty() && schema.has("properties") ? "object" : type) {
            case "object" -> Optional.of(object(schema, prompt, material));
            case "array" -> Optional.of(array(schema, name, material));
            case "integer" -> number(schema, name, material).map(each -> NODES.numberNode(each.toBigInteger()));
            case "number" -> number(schema, name, material).map(NODES::numberNode);
            case "boolean" ->
                Optional.of(NODES.booleanNode(best(schema, name, material).isPresent()));
            default ->
                best(schema, name, material)
                        .map(each -> NODES.textNode(each.passage().text()));
        };
    }

    private Optional<Labels.Choice> choice(JsonNode schema, Prompt prompt) {
        var options = options(schema, prompt);
        if (options.isEmpty()) return Optional.empty();
        String text = prompt.question().isBlank() ? prompt.material() : prompt.question();
        return Optional.of(labels.choose(text, options));
    }

    /// How sure the reader is of a label that it chooses for the same object: how like the text its description is.
    private Optional<JsonNode> confidence(JsonNode object, Prompt prompt) {
        for (JsonNode sibling : object.path("properties")) {
            var choice = choice(sibling, prompt);
            if (choice.isEmpty()) continue;
            double likeness = Math.clamp(choice.get().likeness(), 0, 1);
            return Optional.of(NODES.numberNode(Math.round(likeness * 100) / 100.0));
        }
        return Optional.empty();
    }

    private ObjectNode object(JsonNode schema, Prompt prompt, List<Passage> material) {
        ObjectNode object = NODES.objectNode();
        var required = new ArrayList<String>();
        schema.path("required").forEach(each -> required.add(each.asText()));
        schema.path("properties").properties().forEach(field -> {
            Optional<JsonNode> value = field.getKey().equals("confidence")
                    ? confidence(schema, prompt)
                    : value(field.getValue(), field.getKey(), prompt, material);
            if (value.isPresent()) {
                object.set(field.getKey(), value.get());
            } else if (required.contains(field.getKey())) {
                object.set(field.getKey(), missing(field.getValue(), prompt));
            }
        });
        return object;
    }

    private JsonNode array(JsonNode schema, String name, List<Passage> material) {
        var array = NODES.arrayNode();
        if (!schema.at("/items/type").asText("string").equals("string")) return array;
        find(schema, name, material).stream()
                .limit(3)
                .forEach(each -> array.add(each.passage().text()));
        return array;
    }

    private Optional<BigDecimal> number(JsonNode schema, String name, List<Passage> material) {
        var withNumbers = material.stream()
                .filter(each -> NUMBER.matcher(each.text()).find())
                .toList();
        return best(schema, name, withNumbers).map(hit -> {
            Matcher matcher = NUMBER.matcher(hit.passage().text());
            return matcher.find() ? new BigDecimal(matcher.group().replace(",", "")) : BigDecimal.ZERO;
        }).filter(number -> isWithin(number, schema));
    }

    private static boolean isWithin(BigDecimal number, JsonNode schema) {
        return number.doubleValue() >= schema.path("minimum").asDouble(Double.NEGATIVE_INFINITY)
                && number.doubleValue() <= schema.path("maximum").asDouble(Double.POSITIVE_INFINITY);
    }

    private Optional<Reading.Hit> best(JsonNode schema, String name, List<Passage> material) {
        return find(schema, name, material).stream().findFirst();
    }

    private List<Reading.Hit> find(JsonNode schema, String name, List<Passage> material) {
        String description =
                schema.path("description").asText(schema.path("title").asText(Labels.spoken(name)));
        var language = Language.of(
                String.join(" ", material.stream().map(Passage::text).toList()));
        return reading.find(language.partsOf(description), material);
    }

    private static JsonNode missing(JsonNode schema, Prompt prompt) {
        return switch (schema.path("type").asText("string")) {
            case "integer", "number" -> NODES.numberNode(0);
            case "string" -> NODES.textNode(Phrases.notInTheMaterial(Language.of(prompt.question())));
            default -> NODES.nullNode();
        };
    }

    /// The values of a closed set: `enum`, with descriptions from the prompt's options, or `oneOf` constants that
    /// describe themselves.
    private static List<Labels.Option> options(JsonNode schema, Prompt prompt) {
        var described = Labels.options(prompt.options());
        var options = new ArrayList<Labels.Option>();
        schema.path("enum")
                .forEach(each -> options.add(described.stream()
                        .filter(option -> option.name().equals(each.asText()))
                        .findFirst()
                        .orElseGet(() -> new Labels.Option(each.asText(), Labels.spoken(each.asText())))));
        schema.path("oneOf").forEach(each -> {
            if (!each.has("const")) return;
            String name = each.get("const").asText();
            options.add(new Labels.Option(
                    name, each.path("description").asText(each.path("title").asText(Labels.spoken(name)))));
        });
        return options;
    }
}
