package io.flotilla.local.process;

import java.io.PrintStream;
import java.util.List;

/// A table for people: columns as wide as they must be.
public final class Columns {
    private Columns() {}

    /// Prints the rows, indented; all have as many cells as the first.
    public static void print(PrintStream out, List<List<String>> rows) {
        int count = rows.getFirst().size();
        var widths = new int[count];
        for (List<String> row : rows) {
            for (int i = 0; i < count; i++)
                widths[i] = Math.max(widths[i], row.get(i).length());
        }
        for (List<String> row : rows) {
            var line = new StringBuilder(" ");
            for (int i = 0; i < count; i++) {
                line.append(' ')
                        .append(row.get(i))
                        .append(" ".repeat(widths[i] - row.get(i).length() + 1));
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
