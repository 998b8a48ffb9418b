package io.flotilla.app.definition;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/// What was said before, for a prompt to go on from.
///
/// @param messages CEL, a list of `{role, content}`, oldest first
/// @param window   how many of the latest are kept
/// @param tokens   how many tokens the kept ones have at most, by an estimate; absent: no bound
public record History(String messages, int window, @Nullable Integer tokens) {
    /// Of a history that does not say.
    public static final int DEFAULT_WINDOW = 20;

    public History {
        requireNonNull(messages, "messages");
    }
}
