package io.flotilla.app.expression;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.errorprone.annotations.Immutable;
import com.google.re2j.Pattern;
import dev.cel.common.values.NullValue;
import dev.cel.extensions.CelStringExtensions.Function;
import dev.cel.runtime.CelFunctionBinding;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Our versions of the functions whose own would let an expression take a machine down, or could not tell
/// that an absent
/// object equals null.
final class Functions {
    /// CEL's string functions that are safe as they are.
    static final ImmutableSet<Function> SAFE = ImmutableSet.of(
            Function.CHAR_AT,
            Function.LOWER_ASCII,
            Function.QUOTE,
            Function.REVERSE,
            Function.SUBSTRING,
            Function.TRIM,
            Function.UPPER_ASCII);

    /// How many characters a search may compare at worst.
    private static final long SEARCH = 200_000_000L;

    /// How many characters times instructions a regular expression may take.
    private static final long MATCHING = 5_000_000L;

    private Functions() {}

    static ImmutableList<CelFunctionBinding> bindings() {
        var all = ImmutableList.<CelFunctionBinding>builder();
        all.addAll(CelFunctionBinding.fromOverloads(
                "_==_", CelFunctionBinding.from("equals", Object.class, Object.class, Functions::same)));
        all.addAll(CelFunctionBinding.fromOverloads(
                "_!=_", CelFunctionBinding.from("not_equals", Object.class, Object.class, (a, b) -> !same(a, b))));
        all.addAll(CelFunctionBinding.fromOverloads(
                "contains",
                CelFunctionBinding.from("contains_string", String.class, String.class, (text, part) -> {
                    checkSearch(text, part);
                    return text.contains(part);
                })));
        all.addAll(CelFunctionBinding.fromOverloads(
                "matches",
                CelFunctionBinding.from("matches", String.class, String.class, Functions::matches),
                CelFunctionBinding.from("matches_string", String.class, String.class, Functions::matches)));
        all.addAll(CelFunctionBinding.fromOverloads(
                "join",
                CelFunctionBinding.from("list_join", List.class, list -> join(list, "")),
                CelFunctionBinding.from("list_join_string", List.class, String.class, Functions::join)));
        all.addAll(CelFunctionBinding.fromOverloads(
                "replace",
                CelFunctionBinding.from(
                        "string_replace_string_string",
                        ImmutableList.of(String.class, String.class, String.class),
                        args -> replace(args, Integer.MAX_VALUE)),
                CelFunctionBinding.from(
                        "string_replace_string_string_int",
                        ImmutableList.of(String.class, String.class, String.class, Long.class),
                        args -> replace(args, (Long) args[3] < 0 ? Integer.MAX_VALUE : (Long) args[3]))));
        all.addAll(CelFunctionBinding.fromOverloads(
                "split",
                CelFunctionBinding.from(
                        "string_split_string",
                        String.class,
                        String.class,
                        (text, separator) -> split(text, separator, Integer.MAX_VALUE)),
                CelFunctionBinding.from(
                        "string_split_string_int",
                        ImmutableList.of(String.class, String.class, Long.class),
                        args -> split(
                                (String) args[0],
                                (String) args[1],
                                (Long) args[2] < 0 ? Integer.MAX_VALUE : (Long) args[2]))));
        all.addAll(searches("indexOf", "string_index_of_string", String::indexOf, 0));
        all.addAll(searches("lastIndexOf", "string_last_index_of_string", String::lastIndexOf, Integer.MAX_VALUE));
        return all.build();
    }

    @Immutable
    private interface Search {
        int find(String text, String part, int from);
    }

    private static Iterable<CelFunctionBinding> searches(String name, String overload, Search search, int from) {
        return CelFunctionBinding.fromOverloads(
                name,
                CelFunctionBinding.from(overload, String.class, String.class, (text, part) -> {
                    checkSearch(text, part);
                    return found(text, search.find(text, part, from));
                }),
                CelFunctionBinding.from(
                        overload + "_int", ImmutableList.of(String.class, String.class, Long.class), args -> {
                            var text = (String) args[0];
                            checkSearch(text, (String) args[1]);
                            long start = (Long) args[2];
                            if (start < 0 || start > text.codePointCount(0, text.length())) {
                                throw new IndexOutOfBoundsException("no such place in the text");
                            }
                            int offset = text.offsetByCodePoints(0, (int) start);
                            return found(text, search.find(text, (String) args[1], offset));
                        }));
    }

    /// CEL counts in code points.
    private static long found(String text, int index) {
        return index < 0 ? -1 : text.codePointCount(0, index);
    }

    private static void checkSearch(String text, String part) {
        if ((long) part.length() * Math.max(0, text.length() - part.length()) > SEARCH) {
            throw new Bounds.Exceeded("the expression searches for too long a text");
        }
    }

    /// In linear time, and of a bounded length.
    private static boolean matches(String text, String pattern) {
        if (pattern.length() > 1_000) throw new Bounds.Exceeded("the regular expression is too long");
        var compiled = Pattern.compile(pattern);
        if ((long) compiled.programSize() * text.length() > MATCHING) {
            throw new Bounds.Exceeded("the text is too long for this regular expression");
        }
        return compiled.matcher(text).find();
    }

    private static String join(List<?> list, String separator) {
        var joined = new StringBuilder();
        boolean first = true;
        for (var item : list) {
            if (!first) joined.append(separator);
            first = false;
            joined.append(item instanceof String text ? text : CelValues.written(CelValues.toJson(item)));
            if (joined.length() > Bounds.LONGEST_TEXT) throw Bounds.tooLong();
        }
        return joined.toString();
    }

    private static String replace(Object[] args, long times) {
        var text = (String) args[0];
        var part = (String) args[1];
        var by = (String) args[2];
        checkSearch(text, part);
        var replaced = new StringBuilder();
        int at = 0;
        for (long i = 0; i < times; i++) {
            int next = text.indexOf(part, at);
            if (next < 0) break;
            int end = next + part.length();
            if (part.isEmpty()) {
                if (next >= text.length()) {
                    replaced.append(by);
                    return replaced.toString();
                }
                replaced.append(by).append(text.charAt(next));
                at = next + 1;
            } else {
                replaced.append(text, at, next).append(by);
                at = end;
            }
            if (replaced.length() > Bounds.LONGEST_TEXT) throw Bounds.tooLong();
        }
        return replaced.append(text, at, text.length()).toString();
    }

    private static ImmutableList<String> split(String text, String separator, long most) {
        checkSearch(text, separator);
        var parts = ImmutableList.<String>builder();
        if (most == 0) return parts.build();
        if (separator.isEmpty()) {
            int[] points = text.codePoints().toArray();
            if (points.length > Bounds.LONGEST_LIST) throw new Bounds.Exceeded("the text has too many parts");
            int whole = (int) Math.min(points.length, most - 1);
            for (int i = 0; i < whole; i++) parts.add(Character.toString(points[i]));
            if (whole < points.length) parts.add(new String(points, whole, points.length - whole));
            return parts.build();
        }
        int at = 0;
        int count = 1;
        while (count < most) {
            int next = text.indexOf(separator, at);
            if (next < 0) break;
            parts.add(text.substring(at, next));
            at = next + separator.length();
            if (++count > Bounds.LONGEST_LIST) throw new Bounds.Exceeded("the text has too many parts");
        }
        return parts.add(text.substring(at)).build();
    }

    /// Equality of JSON: numbers by value, an absent object equals null.
    static boolean same(Object a, Object b) {
        if (a == b) return true;
        if (isNull(a) || isNull(b)) return isNull(a) && isNull(b);
        if (a instanceof Number one && b instanceof Number other) {
            if (one instanceof Long && other instanceof Long) return one.equals(other);
            return one.doubleValue() == other.doubleValue();
        }
        if (a instanceof List<?> one && b instanceof List<?> other) {
            if (one.size() != other.size()) return false;
            for (int i = 0; i < one.size(); i++) if (!same(one.get(i), other.get(i))) return false;
            return true;
        }
        if (a instanceof Map<?, ?> one && b instanceof Map<?, ?> other) {
            if (one.size() != other.size()) return false;
            for (var entry : one.entrySet()) {
                var value = other.get(entry.getKey());
                if (value == null || !same(entry.getValue(), value)) return false;
            }
            return true;
        }
        return Objects.equals(a, b);
    }

    private static boolean isNull(Object value) {
        return value instanceof NullValue || value instanceof JsonObjectValue object && object.isAbsent();
    }
}
