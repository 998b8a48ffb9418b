package io.flotilla.engine.step;

import io.flotilla.app.violation.Violation;
import java.util.List;
import java.util.stream.Collectors;

/// What a model is told of an answer that does not stand.
final class Repair {
    private static final int SHOWN_VIOLATIONS = 10;

    private Repair() {}

    /// Asks for another answer.
    static String text(List<Violation> violations, boolean json) {
        return """
                That answer is not valid:
                %s
                Answer again with the corrected %s only, without any other text.""".formatted(list(violations), json ? "JSON" : "answer");
    }

    /// What is wrong, a line each.
    static String list(List<Violation> violations) {
        return violations.stream()
                .limit(SHOWN_VIOLATIONS)
                .map(each ->
                        "- %s: %s".formatted(each.pointer().isEmpty() ? "the answer" : each.pointer(), each.message()))
                .collect(Collectors.joining("\n"));
    }
}
