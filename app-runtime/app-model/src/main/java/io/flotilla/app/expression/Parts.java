package io.flotilla.app.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A text taken apart into what stands as it is and what stands between `{{` and `}}`. Knows CEL's texts,
/// comments and
/// braces, so that a `}}` inside them ends nothing. `\{{` is a literal `{{`.
sealed interface Parts {
    /// Stands as it is.
    record Literal(String text) implements Parts {}

    /// @param offset of the expression's first character in the text
    record Embedded(String expression, int offset) implements Parts {}

    /// A `{{` whose `}}` is missing.
    record Unclosed(int offset) implements Parts {}

    static List<Parts> of(String text) {
        var parts = new ArrayList<Parts>();
        var literal = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            if (text.startsWith("\\{{", at)) {
                literal.append("{{");
                at += 3;
            } else if (text.startsWith("{{", at)) {
                int end = end(text, at + 2);
                if (end < 0) return List.of(new Unclosed(at));
                if (!literal.isEmpty()) parts.add(new Literal(literal.toString()));
                literal.setLength(0);
                parts.add(new Embedded(text.substring(at + 2, end), at + 2));
                at = end + 2;
            } else {
                literal.append(text.charAt(at++));
            }
        }
        if (!literal.isEmpty() || parts.isEmpty()) parts.add(new Literal(literal.toString()));
        return parts;
    }

    /// Where the `}}` stands that closes the expression from `from`; -1 when none does.
    private static int end(String text, int from) {
        int depth = 0;
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\'' || c == '"') {
                at = afterQuoted(text, at, isRaw(text, from, at));
                if (at < 0) return -1;
                continue;
            }
            if (text.startsWith("//", at)) {
                int line = text.indexOf('\n', at);
                if (line < 0) return -1;
                at = line;
            } else if (c == '{') {
                depth++;
            } else if (c == '}' && depth > 0) {
                depth--;
            } else if (text.startsWith("}}", at)) {
                return at;
            }
            at++;
        }
        return -1;
    }

    private static int afterQuoted(String text, int at, boolean raw) {
        var triple = String.valueOf(text.charAt(at)).repeat(3);
        var quote = text.startsWith(triple, at) ? triple : triple.substring(0, 1);
        for (int i = at + quote.length(); i < text.length(); i++) {
            if (text.charAt(i) == '\\' && !raw) i++;
            else if (text.startsWith(quote, i)) return i + quote.length();
        }
        return -1;
    }

    /// Whether the quote at `at` opens a raw text (`r'...'`, `br"..."`), in which a backslash is itself.
    private static boolean isRaw(String text, int from, int at) {
        int start = at;
        while (start > from && "rRbB".indexOf(text.charAt(start - 1)) >= 0) start--;
        if (start > from && Character.isJavaIdentifierPart(text.charAt(start - 1))) return false;
        return text.substring(start, at).toLowerCase(Locale.ROOT).contains("r");
    }
}
