package io.flotilla.app.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.errorprone.annotations.Immutable;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.NullableType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.types.StructTypeReference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// The types of one app's names: made from JSON Schemas and from what steps yield.
@Immutable
@SuppressWarnings("Immutable") // grows while an app is checked, by one thread, and is only read afterwards
public final class Types implements CelTypeProvider {
    private static final int DEEPEST = 16;
    private static final CelType ANY_OBJECT = MapType.create(SimpleType.STRING, SimpleType.DYN);

    private final Map<String, CelType> structs = new ConcurrentHashMap<>();

    /// An object whose fields are all known; asking for another one is an error.
    public CelType object(Map<String, CelType> fields) {
        var types = Map.copyOf(fields);
        var name = "object" + structs.size();
        var type = StructType.create(
                name, ImmutableSet.copyOf(types.keySet()), field -> Optional.ofNullable(types.get(field)));
        structs.put(name, type);
        return type;
    }

    /// An object whose fields are known one after the other: `known` grows while an app is checked.
    public CelType growing(Set<String> fields, Map<String, CelType> known) {
        var name = "object" + structs.size();
        var type = StructType.create(
                name, ImmutableSet.copyOf(fields), field -> Optional.of(known.getOrDefault(field, SimpleType.DYN)));
        structs.put(name, type);
        return type;
    }

    /// A list.
    public static CelType list(CelType item) {
        return ListType.create(item);
    }

    /// The type itself, where CEL's checker only names it.
    CelType resolve(CelType type) {
        return switch (type) {
            case ListType list -> ListType.create(resolve(list.elemType()));
            case MapType map -> MapType.create(map.keyType(), resolve(map.valueType()));
            case StructTypeReference reference -> structs.getOrDefault(reference.name(), SimpleType.DYN);
            default -> type;
        };
    }

    /// The type of a value that is of one of two types. Objects are merged field by field.
    public CelType either(CelType one, CelType other) {
        if (one.equals(other)) return one;
        if (other.equals(SimpleType.NULL_TYPE)) return orNull(one);
        if (one.equals(SimpleType.NULL_TYPE)) return orNull(other);
        if (one instanceof NullableType || other instanceof NullableType) {
            return orNull(either(bare(one), bare(other)));
        }
        if (one instanceof ListType a && other instanceof ListType b) {
            return ListType.create(either(a.elemType(), b.elemType()));
        }
        return one instanceof StructType a && other instanceof StructType b ? merged(a, b) : SimpleType.DYN;
    }

    private CelType merged(StructType one, StructType other) {
        var fields = new LinkedHashMap<String, CelType>();
        for (var name : one.fieldNames()) {
            var mine = one.findField(name).orElseThrow().type();
            fields.put(
                    name,
                    other.findField(name)
                            .map(its -> mine.equals(its.type()) ? mine : either(mine, its.type()))
                            .orElseGet(() -> orNull(mine)));
        }
        for (var field : other.fields()) fields.putIfAbsent(field.name(), orNull(field.type()));
        return object(fields);
    }

    private static CelType bare(CelType type) {
        return type instanceof NullableType nullable ? nullable.targetType() : type;
    }

    /// The type of the values that a JSON Schema allows; `dyn` where it is too clever to say.
    public CelType of(JsonNode schema) {
        return of(schema, schema, 0);
    }

    /// A value that may be absent.
    public static CelType orNull(CelType type) {
        return type instanceof SimpleType && !type.equals(SimpleType.DYN) && !type.equals(SimpleType.NULL_TYPE)
                ? NullableType.create(type)
                : type;
    }

    private CelType of(JsonNode schema, JsonNode root, int depth) {
        if (!schema.isObject() || depth > DEEPEST) return SimpleType.DYN;
        if (schema.has("$ref")) return referred(schema.get("$ref").asText(), root, depth);
        if (schema.has("allOf") || schema.has("anyOf") || schema.has("oneOf") || schema.has("if"))
            return SimpleType.DYN;
        var type = schema.path("type");
        if (type.isArray()) return union(schema, root, depth);
        return switch (type.isTextual() ? type.textValue() : guessed(schema)) {
            case "string" -> SimpleType.STRING;
            case "integer" -> SimpleType.INT;
            case "number" -> SimpleType.DOUBLE;
            case "boolean" -> SimpleType.BOOL;
            case "null" -> SimpleType.NULL_TYPE;
            case "array" -> ListType.create(of(schema.path("items"), root, depth + 1));
            case "object" -> objectOf(schema, root, depth);
            default -> SimpleType.DYN;
        };
    }

    private CelType objectOf(JsonNode schema, JsonNode root, int depth) {
        var properties = schema.path("properties");
        var more = schema.path("additionalProperties");
        boolean open = schema.has("patternProperties") || more.isObject() || more.isBoolean() && more.booleanValue();
        if (properties.isEmpty() && more.isObject()) {
            return MapType.create(SimpleType.STRING, of(more, root, depth + 1));
        }
        if (properties.isEmpty() || open) return ANY_OBJECT;
        var fields = new LinkedHashMap<String, CelType>();
        properties.properties().forEach(property -> {
            var field = of(property.getValue(), root, depth + 1);
            boolean sure =
                    required(schema, property.getKey()) || property.getValue().has("default");
            fields.put(property.getKey(), sure ? field : orNull(field));
        });
        return object(fields);
    }

    private CelType union(JsonNode schema, JsonNode root, int depth) {
        var names = new TreeSet<String>();
        schema.path("type").forEach(name -> names.add(name.asText()));
        boolean nullable = names.remove("null");
        if (names.size() != 1 || !schema.isObject()) return SimpleType.DYN;
        var single = ((ObjectNode) schema.deepCopy()).put("type", names.first());
        var type = of(single, root, depth + 1);
        return nullable ? orNull(type) : type;
    }

    private CelType referred(String reference, JsonNode root, int depth) {
        if (!reference.startsWith("#/")) return SimpleType.DYN;
        var target = root.at(reference.substring(1));
        return target.isMissingNode() ? SimpleType.DYN : of(target, root, depth + 1);
    }

    /// A schema without `type` says it by `enum`, `const` or `properties`.
    private static String guessed(JsonNode schema) {
        if (schema.has("properties")) return "object";
        var values =
                schema.has("const") ? ImmutableList.of(schema.get("const")) : ImmutableList.copyOf(schema.path("enum"));
        if (!values.isEmpty() && values.stream().allMatch(JsonNode::isTextual)) return "string";
        if (!values.isEmpty() && values.stream().allMatch(JsonNode::isBoolean)) return "boolean";
        return "";
    }

    private static boolean required(JsonNode schema, String name) {
        for (JsonNode each : schema.path("required")) if (each.asText().equals(name)) return true;
        return false;
    }

    @Override
    public ImmutableCollection<CelType> types() {
        return ImmutableList.copyOf(structs.values());
    }

    @Override
    public Optional<CelType> findType(String typeName) {
        return Optional.ofNullable(structs.get(typeName));
    }
}
