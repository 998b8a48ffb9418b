package io.flotilla.platform.usage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;

/// Usage as JSON lines: one object a row, as the rows of the answer.
@ApplicationScoped
class UsageLines {
    private final ObjectMapper json;

    UsageLines(ObjectMapper json) {
        this.json = json;
    }

    String of(UsageAnswer answer) {
        var lines = new StringBuilder();
        for (var row : answer.rows()) lines.append(line(row)).append('\n');
        return lines.toString();
    }

    private String line(UsageAnswer.Row row) {
        try {
            return json.writeValueAsString(row);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a row is always JSON", e);
        }
    }
}
