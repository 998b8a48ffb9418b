package io.flotilla.engine.control;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Why something failed, in words that the app's caller may read: never a class, a query, a host, a secret or a
/// payload.
///
/// @param retryable  whether the same call may succeed when it is made again
/// @param retryAfter how long the other side asked to be left alone, if it did
public record Fault(
        FaultCode code,
        String detail,
        boolean retryable,
        @Nullable Duration retryAfter) {
    public Fault {
        requireNonNull(code, "code");
        requireNonNull(detail, "detail");
    }

    /// A fault that is as retryable as its code usually is.
    public Fault(FaultCode code, String detail) {
        this(code, detail, code.retryable(), null);
    }

    /// The same, known to be of the lasting kind.
    public Fault lasting() {
        return new Fault(code, detail, false, null);
    }
}
