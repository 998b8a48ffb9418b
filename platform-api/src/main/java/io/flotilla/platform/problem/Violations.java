package io.flotilla.platform.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Collects what is wrong with a request, so that its caller reads everything at once. For the compact
/// constructors of request records:
///
///     new Violations().name("/name", name).text("/title", title, 200).orThrow();
public final class Violations {
    private static final Pattern FLAG = Pattern.compile("true|false");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    private final List<Violation> found = new ArrayList<>();

    /// Must be there.
    public Violations required(String pointer, @Nullable Object value) {
        return value == null ? add(pointer, "required", "This is required.") : this;
    }

    /// Must be there, not blank and not longer than `most` characters.
    public Violations text(String pointer, @Nullable String value, int most) {
        if (value == null || value.isBlank()) return add(pointer, "required", "This is required.");
        if (value.length() > most) return add(pointer, "too-long", "At most %d characters.".formatted(most));
        return this;
    }

    /// Must be a name: lower-case letters, digits and dashes, beginning with a letter.
    public Violations name(String pointer, @Nullable String value) {
        return matches(
                pointer, value, NAME, "Lower-case letters, digits and dashes, beginning with a letter, at most 63.");
    }

    /// Must be there and match as a whole.
    public Violations matches(String pointer, @Nullable String value, Pattern shape, String message) {
        if (value == null) return add(pointer, "required", "This is required.");
        return shape.matcher(value).matches() ? this : add(pointer, "invalid-value", message);
    }

    /// Must be `true` or `false`.
    public Violations flag(String pointer, @Nullable String value) {
        return matches(pointer, value, FLAG, "'true' or 'false'.");
    }

    /// One more thing that is wrong.
    public Violations add(String pointer, String code, String message) {
        found.add(new Violation(pointer, code, message));
        return this;
    }

    /// Ends the checks.
    ///
    /// @throws Fault.Invalid with everything found, if anything was
    public void orThrow() {
        if (found.isEmpty()) return;
        var detail = found.size() == 1
                ? found.getFirst().message()
                : "%d things are wrong with the request.".formatted(found.size());
        throw new Fault.Invalid(ProblemCode.INVALID_INPUT, detail, found);
    }
}
