package io.flotilla.app.canonical;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/// Canonical JSON after RFC 8785. One difference: whole numbers are written exactly, also beyond 2^53.
public final class Canonical {
    private Canonical() {}

    /// The canonical text.
    public static String write(JsonNode value) {
        var text = new StringBuilder();
        write(value, text);
        return text.toString();
    }

    /// SHA-256 of the canonical text in UTF-8, in lower-case hex.
    public static String hash(JsonNode value) {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256").digest(write(value).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void write(JsonNode value, StringBuilder text) {
        switch (value.getNodeType()) {
            case OBJECT -> object(value, text);
            case ARRAY -> {
                text.append('[');
                for (int i = 0; i < value.size(); i++) {
                    if (i > 0) text.append(',');
                    write(value.get(i), text);
                }
                text.append(']');
            }
            case STRING -> text(value.textValue(), text);
            case NUMBER -> text.append(number(value));
            case BOOLEAN -> text.append(value.booleanValue());
            case NULL, MISSING -> text.append("null");
            case BINARY, POJO -> throw new IllegalArgumentException("not JSON");
        }
    }

    /// Keys are sorted by UTF-16 code units, which is what `String` compares by.
    private static void object(JsonNode value, StringBuilder text) {
        var sorted = new TreeMap<String, JsonNode>();
        value.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
        text.append('{');
        boolean first = true;
        for (var field : sorted.entrySet()) {
            if (!first) text.append(',');
            first = false;
            text(field.getKey(), text);
            text.append(':');
            write(field.getValue(), text);
        }
        text.append('}');
    }

    private static void text(String value, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= ' ' || "\b\t\n\f\r".indexOf(c) >= 0) {
                if (c == '"' || c == '\\' || c < ' ')
                    text.append(JsonStringEncoder.getInstance().quoteAsString(String.valueOf(c)));
                else text.append(c);
            } else {
                text.append("\\u%04x".formatted((int) c));
            }
        }
        text.append('"');
    }

    private static String number(JsonNode value) {
        if (value.isIntegralNumber()) return value.bigIntegerValue().toString();
        double number = value.doubleValue();
        if (number == 0) return "0";
        var decimal = shortest(Math.abs(number));
        var digits = decimal.unscaledValue().toString();
        int point = digits.length() - decimal.scale();
        return (number < 0 ? "-" : "") + ecmaScript(digits, point);
    }

    /// Java writes at least two digits, also where one would do (4.9E-324).
    private static BigDecimal shortest(double number) {
        var decimal = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        var digit = decimal.round(new MathContext(1));
        return digit.doubleValue() == number ? digit.stripTrailingZeros() : decimal;
    }

    /// ECMAScript's `Number::toString`: `digits` with the decimal point after the first `point` of them.
    private static String ecmaScript(String digits, int point) {
        int count = digits.length();
        if (count <= point && point <= 21) return digits + "0".repeat(point - count);
        if (0 < point && point <= 21) return digits.substring(0, point) + "." + digits.substring(point);
        if (-6 < point && point <= 0) return "0." + "0".repeat(-point) + digits;
        int exponent = point - 1;
        var sign = exponent < 0 ? "-" : "+";
        var fraction = count == 1 ? "" : "." + digits.substring(1);
        return digits.charAt(0) + fraction + "e" + sign + Math.abs(exponent);
    }
}
