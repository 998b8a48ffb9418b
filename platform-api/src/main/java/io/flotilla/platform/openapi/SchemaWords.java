package io.flotilla.platform.openapi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/// What people say of schemas, in `schemas.yaml`: the public name of a record, what it is, and of a property what
/// Java does not say.
///
///     ApiKey: {of: ApiKeyView, description: ..., properties: {prefix: {description: ...}, kind: {enum: [a, b]}}}
final class SchemaWords {
    private final Map<String, Object> words;
    private final Map<String, String> names = new HashMap<>();

    private SchemaWords(Map<String, Object> words) {
        this.words = words;
        words.forEach((name, each) -> names.put(
                Optional.ofNullable(Yaml.map(each).get("of")).orElse(name).toString(), name));
    }

    static SchemaWords read() {
        return new SchemaWords(Yaml.read("schemas.yaml").orElseThrow());
    }

    /// The public name of what the scanner calls `scanned`: without what only tells records apart.
    String name(String scanned) {
        var named = names.get(scanned);
        if (named != null) return named;
        if (scanned.startsWith("Page") && scanned.length() > 4) return name(scanned.substring(4)) + "Page";
        return scanned.replaceFirst("View$", "");
    }

    void speak(String name, Schema schema) {
        var said = words.get(name);
        if (said == null) return;
        apply(Yaml.map(said), schema);
        var properties = Yaml.map(said).get("properties");
        if (properties == null) return;
        Yaml.map(properties).forEach((property, of) -> {
            var found = present(schema).get(property);
            if (found != null) apply(Yaml.map(of), found); // a test finds words about what is gone
        });
    }

    private static Map<String, Schema> present(Schema schema) {
        return schema.getProperties() == null ? Map.of() : schema.getProperties();
    }

    private static void apply(Map<String, Object> said, Schema schema) {
        said.forEach((key, value) -> {
            switch (key) {
                case "of", "properties" -> {}
                case "description" -> schema.setDescription(value.toString());
                case "enum" -> enumerate(schema, (List<?>) value);
                case "ref" -> schema.type(null).setRef(value.toString());
                case "object" -> object(schema, value.equals("or null"));
                default -> throw new IllegalStateException("nobody knows what '%s' says of a schema".formatted(key));
            }
        });
    }

    private static void object(Schema schema, boolean orNull) {
        schema.setType(orNull ? List.of(SchemaType.OBJECT, SchemaType.NULL) : List.of(SchemaType.OBJECT));
        schema.setAdditionalPropertiesBoolean(true);
    }

    private static void enumerate(Schema schema, List<?> values) {
        var target = schema.getItems() == null ? schema : schema.getItems();
        var allowed = new ArrayList<Object>(values);
        if (target.getType() != null && target.getType().contains(SchemaType.NULL)) allowed.add(null);
        target.setEnumeration(allowed);
    }
}
