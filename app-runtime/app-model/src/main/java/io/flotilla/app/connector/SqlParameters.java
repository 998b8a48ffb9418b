package io.flotilla.app.connector;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A statement with `:name` parameters, taken apart. Knows texts, quoted names, dollar quotes, comments and
/// `::` casts, and
/// finds no parameter in them.
///
/// @param jdbc       the statement with `?` in the place of each parameter; a `?` operator of PostgreSQL is doubled
/// @param positions  the parameter behind each `?`, in order
/// @param statements how many statements the text holds, divided by `;`
public record SqlParameters(String jdbc, List<String> positions, int statements) {
    public SqlParameters {
        positions = List.copyOf(positions);
    }

    /// The names, each once.
    public Set<String> names() {
        return new LinkedHashSet<>(positions);
    }

    /// Takes a statement apart. An unclosed text or comment runs to the end.
    public static SqlParameters parse(String sql) {
        return new Scan(sql).run();
    }

    private static final class Scan {
        private final String sql;
        private final StringBuilder jdbc = new StringBuilder();
        private final List<String> positions = new ArrayList<>();
        private int at;
        private int statements;
        private boolean inStatement;

        Scan(String sql) {
            this.sql = sql;
        }

        SqlParameters run() {
            while (at < sql.length()) {
                char c = sql.charAt(at);
                if (c == ';') {
                    inStatement = false;
                    copyTo(at + 1);
                } else if (sql.startsWith("--", at)) {
                    copyTo(after("\n", at + 2));
                } else if (sql.startsWith("/*", at)) {
                    copyTo(endOfComment());
                } else if (Character.isWhitespace(c)) {
                    copyTo(at + 1);
                } else {
                    if (!inStatement) statements++;
                    inStatement = true;
                    token(c);
                }
            }
            return new SqlParameters(jdbc.toString(), positions, statements);
        }

        private void token(char c) {
            if (c == '\'') copyTo(isEscapeText() ? afterEscapeText() : after("'", at + 1));
            else if (c == '"') copyTo(after("\"", at + 1));
            else if (c == '$') dollar();
            else if (sql.startsWith("::", at)) copyTo(at + 2);
            else if (c == ':' && at + 1 < sql.length() && isNameStart(sql.charAt(at + 1))) parameter();
            else if (c == '?') {
                jdbc.append("??");
                at++;
            } else if (isNameStart(c)) copyTo(endOfName(at));
            else copyTo(at + 1);
        }

        private void dollar() {
            var tag = dollarTag();
            copyTo(tag == null ? at + 1 : after(tag, at + tag.length()));
        }

        private void parameter() {
            int end = endOfName(at + 1);
            positions.add(sql.substring(at + 1, end));
            jdbc.append('?');
            at = end;
        }

        private int endOfName(int from) {
            int end = from;
            while (end < sql.length() && (isNameStart(sql.charAt(end)) || Character.isDigit(sql.charAt(end)))) end++;
            return end;
        }

        /// PostgreSQL's `E'…'`, where a backslash escapes the quote.
        private boolean isEscapeText() {
            if (at == 0 || (sql.charAt(at - 1) != 'E' && sql.charAt(at - 1) != 'e')) return false;
            return at == 1 || !Character.isLetterOrDigit(sql.charAt(at - 2)) && sql.charAt(at - 2) != '_';
        }

        private int afterEscapeText() {
            for (int i = at + 1; i < sql.length(); i++) {
                if (sql.charAt(i) == '\\') i++;
                else if (sql.charAt(i) == '\'') return i + 1;
            }
            return sql.length();
        }

        private @Nullable String dollarTag() {
            int end = sql.indexOf('$', at + 1);
            if (end < 0) return null;
            for (int i = at + 1; i < end; i++) {
                char c = sql.charAt(i);
                if (!(isNameStart(c) || i > at + 1 && Character.isDigit(c))) return null;
            }
            return sql.substring(at, end + 1);
        }

        private int endOfComment() {
            int depth = 0;
            int i = at;
            while (i < sql.length()) {
                if (sql.startsWith("/*", i)) {
                    depth++;
                    i += 2;
                } else if (sql.startsWith("*/", i)) {
                    i += 2;
                    if (--depth == 0) return i;
                } else {
                    i++;
                }
            }
            return sql.length();
        }

        private int after(String end, int from) {
            int found = sql.indexOf(end, from);
            return found < 0 ? sql.length() : found + end.length();
        }

        private void copyTo(int end) {
            jdbc.append(sql, at, end);
            at = end;
        }

        private static boolean isNameStart(char c) {
            return Character.isLetter(c) || c == '_';
        }
    }
}
