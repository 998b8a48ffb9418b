package io.flotilla.app.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.common.primitives.UnsignedLong;
import dev.cel.common.types.CelType;
import dev.cel.common.types.NullableType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Between JSON and what CEL computes with.
final class CelValues {
    private static final double EXACT = 1L << 53;
    private static final int MOST_NODES = 200_000;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private int nodes;
    private long characters;

    private CelValues() {}

    /// A JSON value for CEL. A number of a `number` field is a double even when it is written without a
    /// point, and the
    /// number of an `integer` field is an int even when it is written with one.
    static Object of(JsonNode node, CelType type) {
        var plain = type instanceof NullableType nullable ? nullable.targetType() : type;
        return switch (node.getNodeType()) {
            case STRING -> plain.equals(SimpleType.TIMESTAMP) ? Instant.parse(node.textValue()) : node.textValue();
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> number(node, plain);
            case ARRAY -> new JsonListValue(node, plain);
            case OBJECT -> new JsonObjectValue(node, plain);
            case NULL, MISSING -> absent(node, plain);
            case BINARY, POJO -> throw new IllegalArgumentException("not JSON");
        };
    }

    private static Object absent(JsonNode node, CelType type) {
        return switch (type.kind()) {
            case STRUCT, MAP, DYN, ANY -> new JsonObjectValue(node, type);
            default -> NullValue.NULL_VALUE;
        };
    }

    private static Object number(JsonNode node, CelType type) {
        double value = node.doubleValue();
        boolean integral = node.canConvertToExactIntegral() && node.canConvertToLong();
        if (type.equals(SimpleType.DOUBLE) || !integral) return value;
        return type.equals(SimpleType.INT) || node.isIntegralNumber() ? (Object) node.longValue() : (Object) value;
    }

    /// What CEL computed, as JSON.
    ///
    /// @throws Bounds.Exceeded when it is too large
    static JsonNode toJson(Object value) {
        return new CelValues().json(value);
    }

    private JsonNode json(Object value) {
        if (++nodes > MOST_NODES) throw new Bounds.Exceeded("the value has more than %d parts".formatted(MOST_NODES));
        return switch (value) {
            case String text -> text(text);
            case Boolean truth -> NODES.booleanNode(truth);
            case Long whole -> whole(whole);
            case UnsignedLong whole -> NODES.numberNode(whole.bigIntegerValue());
            case Double number -> json(number);
            case NullValue nothing -> NODES.nullNode();
            case JsonObjectValue object -> object.isAbsent() ? NODES.nullNode() : object.node();
            case JsonListValue list -> list.node();
            case Optional<?> maybe -> maybe.isPresent() ? json(maybe.get()) : NODES.nullNode();
            case List<?> list -> {
                var array = NODES.arrayNode(list.size());
                for (var item : list) array.add(json(item));
                yield array;
            }
            case Map<?, ?> map -> {
                var object = NODES.objectNode();
                map.forEach((key, field) -> object.set(String.valueOf(key), json(field)));
                yield object;
            }
            case Instant time -> text(time.toString());
            case Duration span -> text(seconds(span));
            case CelByteString bytes -> text(Base64.getEncoder().encodeToString(bytes.toByteArray()));
            case CelType type -> text(type.name());
            default -> throw new IllegalArgumentException("not a value");
        };
    }

    private JsonNode text(String text) {
        characters += text.length();
        if (characters > 2L * Bounds.LONGEST_TEXT) throw Bounds.tooLong();
        return NODES.textNode(text);
    }

    /// As small as it can be, like a number that was read.
    private static JsonNode whole(long number) {
        return number == (int) number ? NODES.numberNode((int) number) : NODES.numberNode(number);
    }

    private static JsonNode json(Double number) {
        if (number.isNaN() || number.isInfinite()) throw new ArithmeticException("not a number");
        if (number == Math.rint(number) && Math.abs(number) < EXACT) return whole(number.longValue());
        return NODES.numberNode(number.doubleValue());
    }

    private static String seconds(Duration span) {
        var seconds = BigDecimal.valueOf(span.getSeconds())
                .add(BigDecimal.valueOf(span.getNano(), 9));
        return (seconds.signum() == 0 ? "0" : seconds.stripTrailingZeros().toPlainString()) + "s";
    }

    /// How a value is written inside a longer text: null as nothing, texts as they are, all else as JSON.
    static String written(JsonNode value) {
        if (value.isNull() || value.isMissingNode()) return "";
        return value.isTextual() ? value.textValue() : value.toString();
    }
}
