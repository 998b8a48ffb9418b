package io.flotilla.platform.model;

import io.flotilla.platform.problem.Fault;
import io.flotilla.platform.problem.ProblemCode;
import io.flotilla.platform.problem.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Collects all that is wrong with a request, so that its author hears of it at once.
final class Findings {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9])?");

    private final List<Violation> violations = new ArrayList<>();

    /// Notes one thing that is wrong.
    void add(String pointer, String code, String message) {
        violations.add(new Violation(pointer, code, message));
    }

    /// Notes a name of the catalogue that is none.
    void name(String pointer, @Nullable String name) {
        if (name == null || !NAME.matcher(name).matches()) {
            add(
                    pointer,
                    "invalid-name",
                    "A name is 1 to 64 letters, digits, '.', '_' and '-', from letter or digit to letter or digit.");
        }
    }

    /// Whether nothing was noted.
    boolean none() {
        return violations.isEmpty();
    }

    /// Ends here if anything was noted.
    ///
    /// @throws Fault.Invalid with all of it
    void raise() {
        if (none()) return;
        var detail = violations.size() == 1
                ? violations.getFirst().message()
                : "%d things are wrong.".formatted(violations.size());
        throw new Fault.Invalid(ProblemCode.INVALID_INPUT, detail, violations);
    }
}
