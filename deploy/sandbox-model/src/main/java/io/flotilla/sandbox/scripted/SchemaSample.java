package io.flotilla.sandbox.scripted;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// The plainest value that fits a JSON Schema: first options, smallest numbers, placeholders that carry the model's
/// name.
final class SchemaSample {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private SchemaSample() {}

    static String of(JsonNode schema) {
        return sample(schema).toString();
    }

    private static JsonNode sample(JsonNode schema) {
        if (schema.has("const")) return schema.get("const");
        if (schema.path("enum").isArray() && !schema.path("enum").isEmpty())
            return schema.get("enum").get(0);
        for (String choice : new String[] {"oneOf", "anyOf"}) {
            if (!schema.path(choice).isEmpty()) return sample(schema.get(choice).get(0));
        }
        JsonNode type = schema.path("type");
        return switch ((type.isArray() ? type.path(0) : type).asText(schema.has("properties") ? "object" : "string")) {
            case "object" -> object(schema);
            case "array" -> NODES.arrayNode();
            case "integer", "number" -> NODES.numberNode(schema.path("minimum").asLong(0));
            case "boolean" -> NODES.booleanNode(false);
            case "null" -> NODES.nullNode();
            default -> NODES.textNode(ScriptedModel.NAME);
        };
    }

    private static ObjectNode object(JsonNode schema) {
        ObjectNode object = NODES.objectNode();
        schema.path("properties").properties().forEach(each -> object.set(each.getKey(), sample(each.getValue())));
        return object;
    }
}
