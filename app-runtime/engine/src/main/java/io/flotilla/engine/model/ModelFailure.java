package io.flotilla.engine.model;

import io.flotilla.engine.control.FaultCode;

/// The ways in which a provider attempt fails.
public enum ModelFailure {
    /// The provider asks to be left alone for a while.
    RATE_LIMITED(FaultCode.RATE_LIMITED, "the model's provider limits the rate of calls"),
    /// The provider has a fault of its own, or cannot be reached.
    UNAVAILABLE(FaultCode.MODEL_UNAVAILABLE, "the model's provider is not available"),
    /// The provider understood and will not answer: the request, the key, or the content is not accepted.
    REFUSED(FaultCode.MODEL_REFUSED, "the model's provider refused the call"),
    /// The messages and the asked answer do not fit into the model's context.
    CONTEXT_TOO_LONG(FaultCode.CONTEXT_TOO_LONG, "the prompt is longer than the model's context"),
    /// What came back is not an answer.
    INVALID_ANSWER(FaultCode.MODEL_UNAVAILABLE, "the model's provider sent an answer that cannot be read"),
    /// The stream ended before the answer did.
    TRUNCATED(FaultCode.MODEL_UNAVAILABLE, "the model's answer broke off before its end"),
    /// The answer, its first word, or its next word took too long.
    TIMEOUT(FaultCode.MODEL_TIMEOUT, "the model did not answer in time"),
    /// The run was stopped.
    CANCELLED(FaultCode.CANCELLED, "the call was stopped");

    private final FaultCode code;
    private final String detail;

    ModelFailure(FaultCode code, String detail) {
        this.code = code;
        this.detail = detail;
    }

    /// The problem it is to the app's caller.
    public FaultCode code() {
        return code;
    }

    /// The problem in words.
    public String detail() {
        return detail;
    }
}
