package io.flotilla.platform.problem;

import static java.util.Objects.requireNonNull;

/// One thing wrong with a request.
///
/// @param pointer where, as a JSON pointer into the body (`/inputs/text`), or the name of a header or query
///     parameter
/// @param code    what kind of wrong, such as `unknown-property`
/// @param message what to do about it, for a person
public record Violation(String pointer, String code, String message) {
    public Violation {
        requireNonNull(pointer, "pointer");
        requireNonNull(code, "code");
        requireNonNull(message, "message");
    }
}
