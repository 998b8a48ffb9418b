package io.flotilla.platform.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A failure as its caller reads it (RFC 9457).
///
/// @param code      one of [ProblemCode], as text
/// @param retryable whether the same request may succeed later
/// @param traceId   finds the request in the logs
/// @param errors    what is wrong where, when the request is
@Schema
public record ProblemDocument(
        URI type,
        String title,
        int status,
        String detail,
        String code,
        boolean retryable,
        String traceId,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Violation> errors) {
    /// The media type of problems.
    public static final String MEDIA_TYPE = "application/problem+json";

    public ProblemDocument {
        errors = List.copyOf(errors);
    }

    static ProblemDocument of(ProblemCode code, int status, String detail, List<Violation> errors, String traceId) {
        return new ProblemDocument(
                code.type(), code.title(), status, detail, code.code(), code.retryable(), traceId, errors);
    }

    /// A fault as a document.
    public static ProblemDocument of(Fault fault, String traceId) {
        return of(fault.code(), fault.code().status(), fault.detail(), violations(fault), traceId);
    }

    private static List<Violation> violations(Fault fault) {
        return switch (fault) {
            case Fault.Invalid invalid -> invalid.violations();
            case Fault.NotFound _,
                    Fault.Conflict _,
                    Fault.Forbidden _,
                    Fault.Unauthenticated _,
                    Fault.QuotaExceeded _,
                    Fault.Failed _ -> List.of();
        };
    }
}
