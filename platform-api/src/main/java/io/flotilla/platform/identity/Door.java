package io.flotilla.platform.identity;

import static io.flotilla.platform.access.Permission.SELF_READ;
import static io.flotilla.platform.access.Permission.TENANTS_ADMINISTER;

import io.flotilla.platform.access.Admission;
import io.flotilla.platform.access.Requires;
import io.flotilla.platform.problem.Fault;
import io.flotilla.platform.problem.ProblemCode;
import io.flotilla.platform.session.SessionCookie;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.util.List;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Every call of a resource method passes here, before its body is read. What says nothing of who may pass lets
/// nobody pass.
class Door {
    private static final String BEARER = "Bearer ";
    private static final String TENANT = "Flotilla-Tenant";
    private static final String APP = "app";
    private static final String OWN_PAGE = "X-Requested-With";
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final Recognition recognition;
    private final Admission admission;

    Door(Recognition recognition, Admission admission) {
        this.recognition = recognition;
        this.admission = admission;
    }

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    void pass(ContainerRequestContext request, ResourceInfo target) {
        var requires = target.getResourceMethod().getAnnotation(Requires.class);
        if (requires == null) throw Fault.notFound();
        var visitor = visitor(request);
        var caller = visitor.caller();
        var permission = requires.value();
        if (visitor.suspended() && permission != SELF_READ && permission != TENANTS_ADMINISTER) {
            throw new Fault.Forbidden(ProblemCode.TENANT_SUSPENDED, "Ask the operator of this platform.");
        }
        if (!caller.may(permission)) {
            if (permission != TENANTS_ADMINISTER) caller.tenant();
            throw Fault.forbidden("This needs the permission '%s'.".formatted(permission.scope()));
        }
        for (String app : request.getUriInfo().getPathParameters().getOrDefault(APP, List.of())) {
            if (!caller.reach().app(app)) throw Fault.notFound();
        }
        admission.admit(caller);
    }

    private Visitor visitor(ContainerRequestContext request) {
        var tenant = request.getHeaderString(TENANT);
        var header = request.getHeaderString("Authorization");
        if (header == null && request.getCookies().keySet().stream().anyMatch(SessionCookie::isOne)) {
            sentByOurOwnPage(request);
            return recognition.ofSession(tenant);
        }
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw new Fault.Unauthenticated();
        }
        return recognition.of(header.substring(BEARER.length()).strip(), tenant);
    }

    // a browser adds the cookie for any site that asks it to; a header of our own only for our own pages
    private static void sentByOurOwnPage(ContainerRequestContext request) {
        if (READING.contains(request.getMethod()) || request.getHeaderString(OWN_PAGE) != null) return;
        throw Fault.forbidden("A change by a session needs the header '%s'.".formatted(OWN_PAGE));
    }
}
