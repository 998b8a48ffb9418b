package io.flotilla.local.process;

import java.util.concurrent.CompletionException;

/// Why something failed, in words for people.
public final class Reason {
    private Reason() {}

    /// The failure's message, never empty: without one, its kind has to do.
    public static String of(Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
