package io.flotilla.platform.document;

import io.flotilla.app.read.Places;
import io.flotilla.platform.problem.Fault;
import io.flotilla.platform.problem.ProblemCode;
import io.flotilla.platform.problem.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is wrong with a definition, as its author reads it.
public final class Definitions {
    private static final int MOST = 100;

    private Definitions() {}

    /// The fault of a definition that has these violations; the first hundred are told.
    public static Fault invalid(List<Violation> violations) {
        var first = violations.getFirst();
        var place = first.line() == null ? "" : "line %d, column %d: ".formatted(first.line(), first.column());
        var more = violations.size() == 1 ? "" : " (and %d more)".formatted(violations.size() - 1);
        return new Fault.Invalid(
                ProblemCode.INVALID_DEFINITION,
                place + first.message() + more,
                violations.stream().limit(MOST).toList());
    }

    /// The language's violations in the form of a problem.
    public static List<Violation> violations(List<io.flotilla.app.violation.Violation> violations) {
        return violations.stream().map(Definitions::violation).toList();
    }

    /// A violation that the language cannot see, such as a name that stands for nothing, at its place in the text.
    public static Violation violation(Places places, String pointer, String code, String message) {
        return violation(places, pointer, code, message, null);
    }

    /// The same, with what was probably meant.
    public static Violation violation(
            Places places, String pointer, String code, String message, @Nullable String suggestion) {
        return violation(io.flotilla.app.violation.Violation.at(places.of(pointer), pointer, code, message)
                .suggesting(suggestion));
    }

    /// The fault of a document that calls itself something else than its address does.
    public static Fault misnamed(Places places, String name) {
        return invalid(List.of(violation(
                places, "/metadata/name", "name-mismatch", "The address says '%s': both must agree.".formatted(name))));
    }

    private static Violation violation(io.flotilla.app.violation.Violation violation) {
        boolean placed = violation.line() > 0;
        return new Violation(
                violation.pointer(),
                violation.code(),
                violation.message(),
                placed ? violation.line() : null,
                placed ? violation.column() : null,
                violation.suggestion());
    }
}
