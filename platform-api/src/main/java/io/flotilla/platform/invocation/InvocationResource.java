package io.flotilla.platform.invocation;

import io.flotilla.platform.access.Caller;
import io.flotilla.platform.access.Permission;
import io.flotilla.platform.access.Requires;
import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.page.Page;
import io.flotilla.platform.page.PageRequest;
import io.flotilla.platform.problem.Fault;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/// Invocations: read, follow, cancel.
@Path("/v1/invocations")
@RunOnVirtualThread
public class InvocationResource {
    private final InvocationReader reader;
    private final StoredStream stored;
    private final Cancellation cancellation;

    InvocationResource(InvocationReader reader, StoredStream stored, Cancellation cancellation) {
        this.reader = reader;
        this.stored = stored;
        this.cancellation = cancellation;
    }

    /// The tenant's invocations, newest first.
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Requires(Permission.INVOCATIONS_READ)
    public Page<InvocationView> list(
            @QueryParam("app") @Nullable String app,
            @QueryParam("state") @Nullable String state,
            @BeanParam PageRequest page) {
        return reader.page(tenant(), app, Caller.current().reach(), state, page);
    }

    /// One invocation.
    @GET
    @Path("/{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Requires(Permission.INVOCATIONS_READ)
    public InvocationView read(@PathParam("id") String id) {
        return reader.byId(tenant(), within(id));
    }

    /// Its finished steps, in the order they ended.
    @GET
    @Path("/{id}/steps")
    @Produces(MediaType.APPLICATION_JSON)
    @Requires(Permission.INVOCATIONS_READ)
    public Steps steps(@PathParam("id") String id) {
        return new Steps(reader.steps(tenant(), within(id)));
    }

    /// What happened and what happens until it ends, as server-sent events. `Last-Event-ID` continues after
    /// that event, at any instance. Tokens as they come are only in the stream of the request that runs the
    /// app.
    @GET
    @Path("/{id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Requires(Permission.INVOCATIONS_READ)
    public Response events(
            @PathParam("id") String id, @HeaderParam("Last-Event-ID") @Nullable String lastEventId) {
        var tenant = tenant();
        var invocation = reader.byId(tenant, within(id)).id();
        long after = after(lastEventId);
        return EventAnswer.of(List.of(), out -> stored.write(tenant, invocation, after, out));
    }

    /// Cancels it: at once if it is queued, else its worker is told, and ends it. An invocation that has ended
    /// stays as it is.
    @POST
    @Path("/{id}/cancel")
    @Produces(MediaType.APPLICATION_JSON)
    @Requires(Permission.INVOCATIONS_RUN)
    @APIResponseSchema(InvocationView.class)
    public Response cancel(@PathParam("id") String id) {
        var tenant = tenant();
        var cancelled = cancellation.cancel(tenant, within(id));
        return Response.status(cancelled.state().ended() ? 200 : 202)
                .entity(reader.view(tenant, cancelled))
                .build();
    }

    private static TenantId tenant() {
        return Caller.current().tenant();
    }

    /// The invocation of this id, if it is of an app that the caller may use.
    private UUID within(String text) {
        var id = id(text);
        var reach = Caller.current().reach();
        if (reach.apps() != null && !reach.app(reader.byId(tenant(), id).app())) throw Fault.notFound();
        return id;
    }

    /// What is no id names nothing.
    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Fault.notFound();
        }
    }

    private static long after(@Nullable String lastEventId) {
        if (lastEventId == null) return 0;
        try {
            return Math.max(0, Long.parseLong(lastEventId.strip()));
        } catch (NumberFormatException e) {
            throw Fault.invalid("Last-Event-ID", "invalid-value", "Give the id of the last event you have.");
        }
    }

    /// The steps of an invocation.
    public record Steps(List<StepView> items) {}
}
