package io.flotilla.platform.model;

import io.flotilla.platform.problem.Fault;
import io.flotilla.platform.problem.ProblemCode;
import io.flotilla.platform.problem.Violation;
import io.flotilla.platform.resource.Name;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Collects all that is wrong with a request, so that its author hears of it at once.
final class Findings {
    private static final int MAX_TEXT = 200;

    private final List<Violation> violations = new ArrayList<>();

    /// Notes one thing that is wrong.
    void add(String pointer, String code, String message) {
        violations.add(new Violation(pointer, code, message));
    }

    /// Notes a name of the catalogue that is none.
    void name(String pointer, @Nullable String name) {
        if (name == null || !Name.fits(name)) add(pointer, "invalid-name", Name.RULE);
    }

    /// The body of a request that needs one.
    ///
    /// @throws Fault.Invalid if there is none
    static <T> T body(@Nullable T request) {
        if (request == null) throw Fault.invalid("", "missing-body", "A JSON object is needed.");
        return request;
    }

    /// Whether a text is fit to be stored and shown: not blank, not long, no control characters.
    static boolean readable(String text) {
        return !text.isBlank() && text.length() <= MAX_TEXT && text.chars().noneMatch(Character::isISOControl);
    }

    /// Ends here if anything was noted.
    ///
    /// @throws Fault.Invalid with all of it
    void raise() {
        if (violations.isEmpty()) return;
        var detail = violations.size() == 1
                ? violations.getFirst().message()
                : "%d things are wrong.".formatted(violations.size());
        throw new Fault.Invalid(ProblemCode.INVALID_INPUT, detail, violations);
    }
}
