package io.flotilla.app.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigInteger;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Plain YAML scalars by the core schema of YAML 1.2: `no`, `on` and `1:30` are texts.
final class CoreScalar {
    private static final Pattern INT = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern OCTAL = Pattern.compile("0o[0-7]+");
    private static final Pattern HEX = Pattern.compile("0x[0-9a-fA-F]+");
    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Pattern NOT_FINITE = Pattern.compile("[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");
    private static final int LONGEST = 40;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private CoreScalar() {}

    static JsonNode of(String text, Function<String, ? extends RuntimeException> outOfRange) {
        switch (text) {
            case "", "~", "null", "Null", "NULL" -> {
                return NODES.nullNode();
            }
            case "true", "True", "TRUE" -> {
                return NODES.booleanNode(true);
            }
            case "false", "False", "FALSE" -> {
                return NODES.booleanNode(false);
            }
            default -> {}
        }
        char first = text.charAt(0);
        if (first != '-' && first != '+' && first != '.' && !Character.isDigit(first)) return NODES.textNode(text);
        if (NOT_FINITE.matcher(text).matches()) throw outOfRange.apply("the number is not finite");
        boolean octal = OCTAL.matcher(text).matches();
        boolean hex = HEX.matcher(text).matches();
        boolean whole = octal || hex || INT.matcher(text).matches();
        if (!whole && !FLOAT.matcher(text).matches()) return NODES.textNode(text);
        if (text.length() > LONGEST) throw outOfRange.apply("the number has too many digits");
        if (whole) {
            var digits = octal || hex ? text.substring(2) : text.replaceFirst("^\\+", "");
            return whole(new BigInteger(digits, octal ? 8 : hex ? 16 : 10), outOfRange);
        }
        double value = Double.parseDouble(text);
        if (Double.isInfinite(value)) throw outOfRange.apply("the number is too large");
        return NODES.numberNode(value);
    }

    static JsonNode whole(BigInteger value, Function<String, ? extends RuntimeException> outOfRange) {
        if (value.bitLength() > 63) throw outOfRange.apply("the number is too large");
        long number = value.longValueExact();
        return number == (int) number ? NODES.numberNode((int) number) : NODES.numberNode(number);
    }
}
