package io.flotilla.platform.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flotilla.platform.access.Admission;
import io.flotilla.platform.access.Caller;
import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.problem.Fault;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/// Around every write: takes the key of the request before the resource runs, and keeps the answer after it. Only what
/// happened is kept (`2xx`); after any other answer the key is free again.
class Repeats {
    private static final Logger LOG = Logger.getLogger(Repeats.class);
    private static final String HEADER = "Idempotency-Key";
    private static final String REPEATED = "Idempotency-Replayed";
    private static final String CLAIM = "flotilla.idempotency.claim";
    private static final int LONGEST = 255;
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");
    private static final List<String> KEPT_HEADERS =
            List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.ETAG, HttpHeaders.LOCATION);

    /// Operators act in no tenant.
    private static final TenantId NO_TENANT = new TenantId(new UUID(0, 0));

    private final Claims claims;
    private final Admission admission;
    private final ObjectMapper json;

    Repeats(Claims claims, Admission admission, ObjectMapper json) {
        this.claims = claims;
        this.admission = admission;
        this.json = json;
    }

    // after the door and after the limit of bodies
    @ServerRequestFilter(priority = Priorities.USER + 1)
    @Nullable Response take(ContainerRequestContext request, ResourceInfo target) throws IOException {
        var text = request.getHeaderString(HEADER);
        if (text == null || READS.contains(request.getMethod()) || takesTheKeyItself(target.getResourceMethod())) {
            return null;
        }
        if (text.isBlank() || text.length() > LONGEST) {
            throw Fault.invalid(HEADER, "invalid-value", "A key has 1 to %d characters.".formatted(LONGEST));
        }
        byte[] body = request.getEntityStream().readAllBytes();
        request.setEntityStream(new ByteArrayInputStream(body));
        return switch (claims.take(key(admission.caller(), text), Fingerprint.of(request, body))) {
            case Claims.Taken.Mine(var claim) -> {
                request.setProperty(CLAIM, claim);
                yield null;
            }
            case Claims.Taken.Answered(var answer) -> again(answer);
        };
    }

    private static Claim.Key key(Caller caller, String text) {
        var tenant = Optional.ofNullable(caller.tenantOrNone()).orElse(NO_TENANT);
        return new Claim.Key(tenant, caller.principal().identity(), text);
    }

    private static boolean takesTheKeyItself(Method method) {
        return Arrays.stream(method.getParameters())
                .map(each -> each.getAnnotation(HeaderParam.class))
                .anyMatch(each -> each != null && each.value().equals(HEADER));
    }

    private static Response again(KeptAnswer answer) {
        var again = Response.status(answer.status()).header(REPEATED, true);
        answer.headers().forEach(again::header);
        return answer.body().length == 0
                ? again.build()
                : again.entity(answer.body()).build();
    }

    @ServerResponseFilter
    void keep(ContainerRequestContext request, ContainerResponseContext answer) throws JsonProcessingException {
        if (!(request.getProperty(CLAIM) instanceof Claim claim)) return;
        boolean happened = answer.getStatusInfo().getFamily() == Response.Status.Family.SUCCESSFUL;
        try {
            if (happened) claims.keep(claim, kept(answer));
            else claims.release(claim);
        } catch (RuntimeException e) {
            // what happened has happened; the key frees itself when patience ends
            LOG.warnf(e, "answer not kept: method=%s", request.getMethod());
        }
    }

    private KeptAnswer kept(ContainerResponseContext answer) throws JsonProcessingException {
        var headers = new LinkedHashMap<String, String>();
        for (String name : KEPT_HEADERS) {
            var value = answer.getHeaderString(name);
            if (value != null) headers.put(name, value);
        }
        var entity = answer.getEntity();
        var body = entity == null ? new byte[0] : json.writeValueAsBytes(entity);
        if (entity != null) headers.putIfAbsent(HttpHeaders.CONTENT_TYPE, "application/json");
        return new KeptAnswer(answer.getStatus(), headers, body);
    }
}
