package io.flotilla.platform.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// The one place where a failure becomes an answer.
class ProblemMapper {
    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    @ServerExceptionMapper
    Response fault(Fault fault, RoutingContext context) {
        return switch (fault) {
            case Fault.Unauthenticated _ -> unauthenticated(context);
            case Fault.QuotaExceeded quota -> {
                var answer = answer(ProblemDocument.of(fault, TraceId.of(context)));
                quota.retryAfter()
                        .ifPresent(wait -> answer.header("Retry-After", Math.max(1, RateLimit.seconds(wait))));
                RateLimit.tell(quota.limits(), answer);
                yield answer.build();
            }
            case Fault.NotFound _, Fault.Conflict _, Fault.Forbidden _, Fault.Invalid _, Fault.Failed _ ->
                answer(ProblemDocument.of(fault, TraceId.of(context))).build();
        };
    }

    @ServerExceptionMapper({AuthenticationFailedException.class, UnauthorizedException.class})
    Response unauthenticated(RoutingContext context) {
        return answer(ProblemDocument.of(new Fault.Unauthenticated(), TraceId.of(context)))
                .header("WWW-Authenticate", "Bearer")
                .build();
    }

    @ServerExceptionMapper(ForbiddenException.class)
    Response forbidden(RoutingContext context) {
        return answer(ProblemDocument.of(Fault.forbidden("You may not do this."), TraceId.of(context)))
                .build();
    }

    @ServerExceptionMapper({JsonProcessingException.class, MismatchedInputException.class})
    Response malformed(JsonProcessingException failure, RoutingContext context) {
        if (failure.getCause() instanceof Fault fault) return fault(fault, context);
        return invalid(400, JsonFaults.detail(failure), JsonFaults.violations(failure), context);
    }

    @ServerExceptionMapper(Bodies.TooLarge.class)
    Response tooLarge(RoutingContext context) {
        return invalid(413, "The body is larger than the limit.", List.of(), context);
    }

    /// What the framework refuses before any code of ours runs.
    @ServerExceptionMapper
    Response framework(WebApplicationException failure, RoutingContext context) {
        if (failure.getCause() instanceof JsonProcessingException json) return malformed(json, context);
        if (failure.getCause() instanceof Fault fault) return fault(fault, context);
        int status = failure.getResponse().getStatus();
        return switch (status) {
            case 401 -> unauthenticated(context);
            case 403 -> forbidden(context);
            case 404 -> fault(Fault.notFound(), context);
            case 400 -> invalid(status, "The request is not one this address understands.", List.of(), context);
            case 405 -> invalid(status, "This address does not take this method.", List.of(), context);
            case 406 -> invalid(status, "This address does not answer in a media type you accept.", List.of(), context);
            case 413 -> tooLarge(context);
            case 415 -> invalid(status, "This address does not take this media type.", List.of(), context);
            case 503 -> away(context);
            default -> status >= 500 ? unexpected(failure, context) : invalid(status, "Refused.", List.of(), context);
        };
    }

    /// Everything nobody foresaw. The caller learns the trace id, the log learns the rest.
    @ServerExceptionMapper
    Response unexpected(Throwable failure, RoutingContext context) {
        return switch (SqlFailure.of(failure)) {
            case AWAY -> {
                LOG.warnf(
                        "database away method=%s traceId=%s", context.request().method(), TraceId.of(context));
                yield away(context);
            }
            case UNSTORABLE_TEXT ->
                invalid(400, "The request contains the character NUL, which no text may have.", List.of(), context);
            case OURS -> internal(failure, context);
        };
    }

    private static Response internal(Throwable failure, RoutingContext context) {
        var traceId = TraceId.of(context);
        LOG.errorf(
                failure,
                "request failed method=%s traceId=%s",
                context.request().method(),
                traceId);
        var detail = "Tell the operator this trace id: " + traceId;
        return answer(ProblemDocument.of(ProblemCode.INTERNAL, 500, detail, List.of(), traceId))
                .build();
    }

    private static Response away(RoutingContext context) {
        var detail = "A part that this needs does not answer. Try again in a moment.";
        return answer(ProblemDocument.of(ProblemCode.INTERNAL, 503, detail, List.of(), TraceId.of(context)))
                .header("Retry-After", 2)
                .build();
    }

    private static Response invalid(int status, String detail, List<Violation> errors, RoutingContext context) {
        return answer(ProblemDocument.of(ProblemCode.INVALID_INPUT, status, detail, errors, TraceId.of(context)))
                .build();
    }

    private static Response.ResponseBuilder answer(ProblemDocument document) {
        return Response.status(document.status())
                .type(ProblemDocument.MEDIA_TYPE)
                .entity(document);
    }
}
