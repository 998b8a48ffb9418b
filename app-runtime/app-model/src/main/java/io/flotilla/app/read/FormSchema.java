package io.flotilla.app.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/// The JSON Schema of a [Form], for editors.
final class FormSchema {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Map<String, JsonNode> definitions = new LinkedHashMap<>();

    private FormSchema() {}

    static JsonNode of(Form form, String title) {
        var schema = new FormSchema();
        var json = NODES.objectNode()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("title", title);
        json.setAll(schema.schema(form));
        if (!schema.definitions.isEmpty()) json.putObject("$defs").setAll(schema.definitions);
        return json;
    }

    private ObjectNode schema(Form form) {
        var json = NODES.objectNode();
        switch (form) {
            case Form.Text text -> {
                json.put("type", "string").put("maxLength", text.longest());
                if (!text.except().isEmpty())
                    Json.texts(text.except()).forEach(json.putObject("not").putArray("enum")::add);
                text.pattern().ifPresent(pattern -> json.put("pattern", "^(?:" + pattern.pattern() + ")$"));
            }
            case Form.Word(var words) -> words.forEach(json.putArray("enum")::add);
            case Form.Truth truth -> json.put("type", "boolean");
            case Form.Whole(var least, var most) -> {
                json.put("type", "integer");
                if (least != Long.MIN_VALUE) json.put("minimum", least);
                if (most != Long.MAX_VALUE) json.put("maximum", most);
            }
            case Form.Number(var least, var most) ->
                json.put("type", "number").put("minimum", least).put("maximum", most);
            case Form.Any any -> {}
            case Form.AnyObject any -> json.put("type", "object");
            case Form.Items(var item, var least, var most) -> {
                json.put("type", "array");
                if (least > 0) json.put("minItems", least);
                json.put("maxItems", most).set("items", schema(item));
            }
            case Form.Named(var key, var value, var most) -> {
                json.put("type", "object").put("maxProperties", most);
                json.set("propertyNames", schema(key));
                json.set("additionalProperties", schema(value));
            }
            case Form.Fields fields -> fields(json, fields);
            case Form.Kinds kinds -> {
                var choices = json.putArray("oneOf");
                kinds.kinds().forEach((word, fields) -> {
                    var choice = schema(fields);
                    choice.withObject("/properties/" + kinds.by()).removeAll().put("const", word);
                    choices.add(choice);
                });
            }
            case Form.Either(var plain, var object) ->
                json.putArray("anyOf").add(schema(plain)).add(schema(object));
            case Form.WordOr(var word, var other) ->
                json.putArray("anyOf").add(schema(word)).add(schema(other));
            case Form.Ref(var name, var target) -> {
                if (!definitions.containsKey(name)) {
                    definitions.put(name, json);
                    definitions.put(name, schema(target.get()));
                }
                return NODES.objectNode().put("$ref", "#/$defs/" + name);
            }
        }
        return json;
    }

    private void fields(ObjectNode json, Form.Fields form) {
        json.put("type", "object").put("additionalProperties", false);
        var required = NODES.arrayNode();
        var properties = json.putObject("properties");
        form.fields().forEach((name, field) -> {
            var schema = NODES.objectNode().put("description", field.says());
            schema.setAll(schema(field.form()));
            properties.set(name, schema);
            if (field.required()) required.add(name);
        });
        if (!required.isEmpty()) json.set("required", required);
    }
}
