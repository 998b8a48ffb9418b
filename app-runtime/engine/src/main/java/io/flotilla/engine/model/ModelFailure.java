package io.flotilla.engine.model;

import io.flotilla.engine.control.FaultCode;

/// The ways in which a provider attempt fails, and what each is a reason for.
///
/// | | try it again | ask the next model | count against the provider |
/// |---|---|---|---|
/// | rate limited | when it said, or later | yes | no |
/// | unavailable, timeout, truncated, invalid answer | yes | yes | yes |
/// | refused | no | no: another provider must not say what this one will not | no |
/// | not accepted, context too long | no | yes | no |
public enum ModelFailure {
    /// The provider asks to be left alone for a while.
    RATE_LIMITED(FaultCode.RATE_LIMITED, "the model's provider limits the rate of calls"),
    /// The provider has a fault of its own, or cannot be reached.
    UNAVAILABLE(FaultCode.MODEL_UNAVAILABLE, "the model's provider is not available"),
    /// The provider understood and will not answer: its policy forbids the content.
    REFUSED(FaultCode.MODEL_REFUSED, "the model's provider refused to answer"),
    /// The provider does not accept the call: the key, the model's name, the form of the request.
    NOT_ACCEPTED(FaultCode.MODEL_REFUSED, "the model's provider does not accept the call"),
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

    /// Whether the next model of the route may do better.
    public boolean fallsBack() {
        return switch (this) {
            case REFUSED, CANCELLED -> false;
            case RATE_LIMITED,
                    UNAVAILABLE,
                    NOT_ACCEPTED,
                    CONTEXT_TOO_LONG,
                    INVALID_ANSWER,
                    TRUNCATED,
                    TIMEOUT -> true;
        };
    }

    /// Whether it says that something is wrong with the provider, not with what was asked.
    public boolean isProviders() {
        return switch (this) {
            case UNAVAILABLE, INVALID_ANSWER, TRUNCATED, TIMEOUT -> true;
            case RATE_LIMITED, REFUSED, NOT_ACCEPTED, CONTEXT_TOO_LONG, CANCELLED -> false;
        };
    }
}
