package io.flotilla.engine.control;

import java.util.Optional;

/// The stable problem codes a run can end with; each has a page in `docs/problems/`.
public enum FaultCode {
    INVALID_DEFINITION("invalid-definition", false),
    INVALID_INPUT("invalid-input", false),
    RATE_LIMITED("rate-limited", true),
    BUDGET_EXCEEDED("budget-exceeded", false),
    MODEL_UNAVAILABLE("model-unavailable", true),
    MODEL_TIMEOUT("model-timeout", true),
    MODEL_REFUSED("model-refused", false),
    CONTEXT_TOO_LONG("context-too-long", false),
    OUTPUT_INVALID("output-invalid", true),
    CONNECTOR_DENIED("connector-denied", false),
    CONNECTOR_FAILED("connector-failed", true),
    DEADLINE_EXCEEDED("deadline-exceeded", false),
    CANCELLED("cancelled", false),
    INTERNAL("internal", false);

    private final String code;
    private final boolean retryable;

    FaultCode(String code, boolean retryable) {
        this.code = code;
        this.retryable = retryable;
    }

    /// The code as the API and the app language write it.
    public String code() {
        return code;
    }

    /// Whether the same call usually may succeed when it is made again.
    public boolean retryable() {
        return retryable;
    }

    /// The code written as `code`.
    public static Optional<FaultCode> of(String code) {
        for (FaultCode each : values()) if (each.code.equals(code)) return Optional.of(each);
        return Optional.empty();
    }
}
