package io.flotilla.platform.resource;

import io.flotilla.platform.problem.Fault;
import io.flotilla.platform.problem.ProblemCode;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/// What a resource is at, in its `ETag`; a writer who sends it back as `If-Match` changes what they have read and
/// nothing newer.
public record Revision(int number) {
    /// The value of the `ETag` header.
    public String etag() {
        return "\"%d\"".formatted(number);
    }

    /// The answer, which says what its content is at.
    public Response tag(Response.ResponseBuilder answer) {
        return answer.header(HttpHeaders.ETAG, etag()).build();
    }

    /// Lets a write pass that asks for no revision, or for this one.
    ///
    /// @throws Fault.Conflict `stale`, if it asks for another
    public void match(@Nullable String ifMatch) {
        if (ifMatch == null) return;
        for (String each : ifMatch.split(",", -1)) {
            if (each.strip().equals("*") || each.strip().equals(etag())) return;
        }
        throw stale();
    }

    /// Lets a write pass that makes something new, unless it asks for what should be there already.
    ///
    /// @throws Fault.Conflict `stale`, if it asks for any revision
    public static void matchNone(@Nullable String ifMatch) {
        if (ifMatch != null) throw stale();
    }

    private static Fault stale() {
        return new Fault.Conflict(
                ProblemCode.STALE, "It has changed since you read it: read it again and send its 'ETag'.");
    }
}
