package io.flotilla.toolchain.document;

import io.flotilla.toolchain.document.Documents.Finding;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/// A finding as a compiler shows it: file, line and column, the line itself, a caret, and what was probably meant.
public final class Excerpt {
    private Excerpt() {}

    /// Prints one finding.
    public static void print(PrintWriter out, Finding finding) {
        var violation = finding.violation();
        var kind = finding.warning() ? "warning" : "error";
        var place = violation.line() == 0
                ? finding.file().path().toString()
                : "%s:%d:%d".formatted(finding.file().path(), violation.line(), violation.column());
        out.printf("%s: %s: %s [%s]%n", place, kind, violation.message(), violation.code());
        var lines = finding.file().lines();
        if (violation.line() >= 1 && violation.line() <= lines.size()) {
            var line = lines.get(violation.line() - 1);
            out.printf("%5d | %s%n", violation.line(), line);
            out.printf("      | %s^%s%n", indent(line, violation.column()), meant(violation.suggestion()));
        } else if (violation.suggestion() != null) {
            out.println("        " + meant(violation.suggestion()).strip());
        }
    }

    private static String meant(@Nullable String suggestion) {
        return suggestion == null ? "" : " did you mean \"%s\"?".formatted(suggestion);
    }

    /// As wide as the text before the column on a terminal: tabs stay tabs, wide characters take two columns.
    private static String indent(String line, int column) {
        var indent = new StringBuilder();
        line.codePoints().limit(Math.max(0, column - 1L)).forEach(c -> {
            if (c == '\t') indent.append('\t');
            else indent.append(c >= 0x1100 ? "  " : " ");
        });
        return indent.toString();
    }
}
