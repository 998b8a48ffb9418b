package io.flotilla.messages;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/// Why an invocation or a step ended badly, in words its caller may read: never a class, a query, a host or a secret.
///
/// @param code one of the codes in `docs/problems/`
/// @param step the step it happened in, if it was one
public record Problem(
        String code,
        String detail,
        boolean retryable,
        @Nullable String step) {
    public Problem {
        requireNonNull(code, "code");
        requireNonNull(detail, "detail");
    }
}
