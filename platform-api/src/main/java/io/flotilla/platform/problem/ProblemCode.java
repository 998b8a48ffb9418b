package io.flotilla.platform.problem;

import java.net.URI;

/// The stable codes of the API. Each has a page in `docs/problems/`; a test holds the two together.
public enum ProblemCode {
    INVALID_DEFINITION("invalid-definition", 422, false, "The definition has violations"),
    INVALID_INPUT("invalid-input", 400, false, "The request cannot be understood as it is"),
    UNAUTHENTICATED("unauthenticated", 401, false, "The request carries no valid credential"),
    FORBIDDEN("forbidden", 403, false, "The caller may not do this"),
    NOT_FOUND("not-found", 404, false, "There is no such thing"),
    CONFLICT("conflict", 409, false, "The request does not fit the present state"),
    STALE("stale", 412, false, "The resource has changed since it was read"),
    RATE_LIMITED("rate-limited", 429, true, "Too many requests"),
    QUEUE_FULL("queue-full", 429, true, "Too many invocations are waiting or running"),
    BUDGET_EXCEEDED("budget-exceeded", 429, false, "The budget does not cover this"),
    TENANT_SUSPENDED("tenant-suspended", 403, false, "The tenant is suspended"),
    MODEL_UNAVAILABLE("model-unavailable", 503, true, "The model's provider does not answer"),
    MODEL_TIMEOUT("model-timeout", 504, true, "The model took too long"),
    MODEL_REFUSED("model-refused", 422, false, "The model's provider refused the request"),
    CONTEXT_TOO_LONG("context-too-long", 422, false, "The prompt is longer than the model reads"),
    OUTPUT_INVALID("output-invalid", 502, true, "The model's answer does not have the asked shape"),
    CONNECTOR_DENIED("connector-denied", 422, false, "The connector may not do this"),
    CONNECTOR_FAILED("connector-failed", 502, true, "The connector's other side failed"),
    DEADLINE_EXCEEDED("deadline-exceeded", 504, false, "The invocation's time is over"),
    CANCELLED("cancelled", 409, false, "The invocation was cancelled"),
    WORKER_LOST("worker-lost", 503, true, "The workers on this invocation were lost"),
    IDEMPOTENCY_IN_PROGRESS("idempotency-in-progress", 409, true, "A request with this key is still running"),
    IDEMPOTENCY_MISMATCH("idempotency-mismatch", 422, false, "This key belongs to a different request"),
    INTERNAL("internal", 500, true, "Something went wrong on our side");

    private static final String PAGES = "https://flotilla.io/problems/";

    private final String code;
    private final int status;
    private final boolean retryable;
    private final String title;

    ProblemCode(String code, int status, boolean retryable, String title) {
        this.code = code;
        this.status = status;
        this.retryable = retryable;
        this.title = title;
    }

    /// The code as callers read it, such as `not-found`.
    public String code() {
        return code;
    }

    /// The HTTP status it usually comes with.
    public int status() {
        return status;
    }

    /// Whether the same request may succeed later.
    public boolean retryable() {
        return retryable;
    }

    /// One sentence that is the same for every problem of this code.
    public String title() {
        return title;
    }

    /// The address of its page.
    public URI type() {
        return URI.create(PAGES + code);
    }
}
