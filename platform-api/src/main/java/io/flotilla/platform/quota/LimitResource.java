package io.flotilla.platform.quota;

import io.flotilla.platform.access.Caller;
import io.flotilla.platform.access.Permission;
import io.flotilla.platform.access.Requires;
import io.flotilla.platform.page.Page;
import io.flotilla.platform.page.PageRequest;
import io.flotilla.platform.problem.Fault;
import io.flotilla.platform.resource.Name;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/// `/v1/limits`: how fast the tenant, an app, a key or a model may go, and how much of it is left.
@Path("/v1/limits")
@RunOnVirtualThread
class LimitResource {
    private final Limits limits;

    LimitResource(Limits limits) {
        this.limits = limits;
    }

    @GET
    @Requires(Permission.USAGE_READ)
    public Page<Limit> list(@BeanParam PageRequest page) {
        return limits.list(Caller.current().tenant(), page);
    }

    @GET
    @Path("/{limit}")
    @Requires(Permission.USAGE_READ)
    @APIResponseSchema(Limit.class)
    public Response read(String limit) {
        return answer(Response.ok(), limits.byName(Caller.current().tenant(), Name.known(limit)));
    }

    @PUT
    @Path("/{limit}")
    @Requires(Permission.BUDGETS_WRITE)
    @APIResponseSchema(Limit.class)
    public Response put(
            String limit, @Nullable LimitRequest request, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        if (request == null) throw Fault.invalid("", "missing-body", "A JSON object is needed.");
        var put = limits.put(Caller.current(), request.check(limit), ifMatch);
        var status = put.created() ? Response.created(URI.create("/v1/limits/" + limit)) : Response.ok();
        return answer(status, put.limit());
    }

    @DELETE
    @Path("/{limit}")
    @Requires(Permission.BUDGETS_WRITE)
    public void delete(String limit) {
        limits.delete(Caller.current(), Name.known(limit));
    }

    private static Response answer(Response.ResponseBuilder response, Limit limit) {
        return response.header(HttpHeaders.ETAG, limit.revision().etag())
                .entity(limit)
                .build();
    }
}
