package io.flotilla.toolchain.output;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;

/// A table with a head, as wide as its cells; wide characters count two columns.
public final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... head) {
        rows.add(List.of(head));
    }

    /// Adds a row; it must have as many cells as the head.
    public Table row(String... cells) {
        if (cells.length != rows.getFirst().size()) throw new IllegalArgumentException("a row has one cell per column");
        rows.add(List.of(cells));
        return this;
    }

    /// Prints the head and the rows; without rows, `none` alone.
    public void print(PrintWriter out, String none) {
        if (rows.size() == 1) {
            out.println(none);
            return;
        }
        var columns = new Column[rows.getFirst().size()];
        for (int i = 0; i < columns.length; i++) {
            int column = i;
            int width = rows.stream()
                    .mapToInt(row -> columnsOf(row.get(column)))
                    .max()
                    .orElse(1);
            columns[i] = new Column(width + 2, 0, Overflow.SPAN);
        }
        var table = TextTable.forColumns(new ColorScheme.Builder(Ansi.OFF).build(), columns);
        for (List<String> row : rows) table.addRowValues(row.toArray(String[]::new));
        table.toString().lines().map(String::stripTrailing).forEach(out::println);
    }

    private static int columnsOf(String text) {
        return text.codePoints().map(c -> c >= 0x1100 ? 2 : 1).sum();
    }
}
