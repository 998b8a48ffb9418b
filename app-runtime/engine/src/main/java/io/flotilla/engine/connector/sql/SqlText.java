package io.flotilla.engine.connector.sql;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// Values as PostgreSQL writes them. A parameter is bound as text of no type, so that the statement decides what it
/// is, as it does
/// with a quoted literal: the same argument fits an integer, a uuid or a date column.
final class SqlText {
    private SqlText() {}

    static String of(JsonNode value) {
        if (value.isArray()) return array(value);
        return value.isValueNode() ? value.asText() : value.toString();
    }

    /// The statement's first word, after comments.
    static String firstWord(String sql) {
        var rest = sql.stripLeading();
        while (rest.startsWith("--") || rest.startsWith("/*")) {
            int end = rest.startsWith("--") ? rest.indexOf('\n') : rest.indexOf("*/");
            if (end < 0) return "";
            rest = rest.substring(end + (rest.startsWith("--") ? 1 : 2)).stripLeading();
        }
        int end = 0;
        while (end < rest.length() && Character.isLetter(rest.charAt(end))) end++;
        return rest.substring(0, end);
    }

    private static String array(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(SqlText::element)
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String element(JsonNode value) {
        if (value.isNull()) return "NULL";
        if (value.isArray()) return array(value);
        var text = value.isValueNode() ? value.asText() : value.toString();
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
