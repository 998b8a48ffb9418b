package io.flotilla.platform.problem;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// One thing wrong with a request.
///
/// @param pointer    where, as a JSON pointer into the body (`/inputs/text`), or the name of a header or query
///     parameter
/// @param code       what kind of wrong, such as `unknown-property`
/// @param message    what to do about it, for a person
/// @param line       where in a document that is text, from 1; absent for what has no text
/// @param column     the same, in characters from 1
/// @param suggestion what was probably meant, when there is a good guess
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Violation(
        String pointer,
        String code,
        String message,
        @Nullable Integer line,
        @Nullable Integer column,
        @Nullable String suggestion) {
    public Violation {
        requireNonNull(pointer, "pointer");
        requireNonNull(code, "code");
        requireNonNull(message, "message");
    }

    /// A violation without a place in a text.
    public Violation(String pointer, String code, String message) {
        this(pointer, code, message, null, null, null);
    }
}
