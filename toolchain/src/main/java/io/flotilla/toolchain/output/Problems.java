package io.flotilla.toolchain.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;

/// Prints a problem document of the platform for people.
public final class Problems {
    private Problems() {}

    /// The code with its detail, each error with its place, and where to read more.
    public static void print(PrintWriter err, JsonNode problem) {
        err.printf(
                "%s: %s%n",
                problem.path("code").asText("problem"),
                problem.path("detail").asText(problem.path("title").asText()));
        for (JsonNode error : problem.path("errors")) {
            var line = error.path("line").asInt();
            var place = line > 0
                    ? "line %d, column %d".formatted(line, error.path("column").asInt())
                    : error.path("pointer").asText();
            err.printf(
                    "  %s: %s%s%n",
                    place.isEmpty() ? "(whole document)" : place,
                    error.path("message").asText(),
                    error.hasNonNull("suggestion")
                            ? " Did you mean '%s'?"
                                    .formatted(error.path("suggestion").asText())
                            : "");
        }
        if (problem.hasNonNull("hint"))
            err.printf("  hint: %s%n", problem.path("hint").asText());
        if (problem.hasNonNull("type"))
            err.printf("  read more: %s%n", problem.path("type").asText());
        if (problem.hasNonNull("traceId"))
            err.printf("  trace: %s%n", problem.path("traceId").asText());
    }
}
