package io.flotilla.platform.usage;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Usage as comma-separated values (RFC 4180), one line a group and currency's sum in nano-units.
final class UsageTable {
    private static final List<String> MEASURES = List.of(
            "calls",
            "errors",
            "inputTokens",
            "cachedInputTokens",
            "outputTokens",
            "reasoningTokens",
            "images",
            "audioMillis",
            "costNano",
            "currency",
            "unpricedCalls");

    private UsageTable() {}

    static String of(UsageAnswer answer) {
        var head = new ArrayList<@Nullable Object>();
        head.add("start");
        head.addAll(answer.groupBy());
        head.addAll(MEASURES);
        var table = new StringBuilder(line(head));
        for (var row : answer.rows()) table.append(line(values(answer, row)));
        return table.toString();
    }

    private static List<@Nullable Object> values(UsageAnswer answer, UsageAnswer.Row row) {
        var values = new ArrayList<@Nullable Object>();
        values.add(row.start());
        for (String each : answer.groupBy()) values.add(row.group().get(each));
        values.add(row.calls());
        values.add(row.errors());
        values.add(row.inputTokens());
        values.add(row.cachedInputTokens());
        values.add(row.outputTokens());
        values.add(row.reasoningTokens());
        values.add(row.images());
        values.add(row.audioMillis());
        values.add(joined(row.costs().stream().map(Money::nano).toList()));
        values.add(joined(row.costs().stream().map(Money::currency).toList()));
        values.add(row.unpricedCalls());
        return values;
    }

    private static String joined(List<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining(" "));
    }

    private static String line(List<@Nullable Object> values) {
        return values.stream().map(UsageTable::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    /// Quoted where needed; what a spreadsheet would run as a formula is made text.
    private static String cell(@Nullable Object value) {
        if (value == null) return "";
        var text = value.toString();
        if (value instanceof String && !text.isEmpty() && "=+-@\t".indexOf(text.charAt(0)) >= 0) text = "'" + text;
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
