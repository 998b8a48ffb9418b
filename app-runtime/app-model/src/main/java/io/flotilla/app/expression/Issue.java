package io.flotilla.app.expression;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/// What is wrong with an expression, and where in the text it stands in.
///
/// @param pointer JSON pointer to the text, below the value that was compiled
/// @param line    in the text, from 1
/// @param column  in the text, from 1
public record Issue(
        String pointer, int line, int column, String code, String message, @Nullable String suggestion) {
    public Issue {
        requireNonNull(pointer, "pointer");
        requireNonNull(code, "code");
        requireNonNull(message, "message");
    }
}
