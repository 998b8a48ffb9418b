package io.flotilla.platform.tenant;

import static io.flotilla.platform.access.Permission.TENANTS_ADMINISTER;

import io.flotilla.platform.access.Caller;
import io.flotilla.platform.access.Requires;
import io.flotilla.platform.audit.Audit;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.page.Page;
import io.flotilla.platform.page.PageRequest;
import io.flotilla.platform.problem.Fault;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.event.Event;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/// The operator's way to tenants. It shows that they are there, never what is in them.
@Path("/v1/tenants")
@RunOnVirtualThread
public class TenantResource {
    private final Tenants tenants;
    private final Erasures erasures;
    private final RunningWork work;
    private final Audit audit;
    private final Event<TenantMoved> moved;
    private final TenantConfig config;

    TenantResource(
            Tenants tenants,
            Erasures erasures,
            RunningWork work,
            Audit audit,
            Event<TenantMoved> moved,
            TenantConfig config) {
        this.tenants = tenants;
        this.erasures = erasures;
        this.work = work;
        this.audit = audit;
        this.moved = moved;
        this.config = config;
    }

    /// Creates a tenant; the owner gets in by signing in with that e-mail address.
    @POST
    @Requires(TENANTS_ADMINISTER)
    @APIResponseSchema(TenantView.class)
    public Response create(NewTenant request) {
        var tenant = tenants.asOperator(handle -> {
            var created = tenants.create(handle, request)
                    .orElseThrow(() -> Fault.conflict("There is a tenant of this name already."));
            var details = Map.of("owner", request.owner().email());
            audit.changed(
                    handle, created.id(), "tenant.created", created.name(), details, null, TenantView.of(created));
            return created;
        });
        return TenantView.answer(Response.created(URI.create("/v1/tenants/" + tenant.name())), tenant);
    }

    @GET
    @Requires(TENANTS_ADMINISTER)
    public Page<TenantView> list(@BeanParam PageRequest page) {
        var rows = tenants.asOperator(
                handle -> tenants.after(handle, page.after(name -> name).orElse(""), page.rows()));
        return Page.cut(rows, page, Tenant::name).map(TenantView::of);
    }

    @GET
    @Path("{tenant}")
    @Requires(TENANTS_ADMINISTER)
    @APIResponseSchema(TenantView.class)
    public Response read(String tenant) {
        return tenants.asOperator(handle -> tenants.byName(handle, tenant))
                .map(TenantView::answer)
                .orElseThrow(Fault::notFound);
    }

    /// Shuts the door: its people and programs are refused, nothing is deleted. What runs goes on to its end, which
    /// its deadline bounds, or is cancelled if asked.
    ///
    /// @param running `finish` (if absent) or `cancel`
    @POST
    @Path("{tenant}/suspend")
    @Requires(TENANTS_ADMINISTER)
    @APIResponseSchema(TenantView.class)
    public Response suspend(
            String tenant,
            @QueryParam("running") @Nullable String running,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        boolean cancel = cancels(running);
        var suspended = move(tenant, TenantState.SUSPENDED, "tenant.suspended", ifMatch);
        if (cancel) work.cancel(suspended.id());
        return TenantView.answer(suspended);
    }

    @POST
    @Path("{tenant}/resume")
    @Requires(TENANTS_ADMINISTER)
    @APIResponseSchema(TenantView.class)
    public Response resume(String tenant, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return TenantView.answer(move(tenant, TenantState.ACTIVE, "tenant.resumed", ifMatch));
    }

    /// Erases a suspended tenant for good, and answers with the proof: how many rows of which table went, the keys of
    /// its secrets among them. It begins when no instance lets the tenant's callers in any more. What travelled through
    /// Kafka goes with the topics' retention. A deletion that was interrupted is completed by the same call.
    @DELETE
    @Path("{tenant}")
    @Requires(TENANTS_ADMINISTER)
    public Erasure delete(String tenant) throws InterruptedException {
        var found = tenants.asOperator(handle -> tenants.byName(handle, tenant)).orElseThrow(Fault::notFound);
        if (found.active()) throw Fault.conflict("Suspend the tenant first.");
        awaitShut(found);
        if (work.any(found.id())) {
            throw Fault.conflict("Work of this tenant still runs: wait for its end, or suspend with 'running=cancel'.");
        }
        tenants.asOperator(handle -> {
            var present = tenants.heldByName(handle, tenant).orElseThrow(Fault::notFound);
            if (present.active()) throw Fault.conflict("The tenant was resumed meanwhile.");
            return tenants.move(handle, tenant, TenantState.DELETING);
        });
        moved.fire(new TenantMoved(found.id()));
        erasures.erase(found.id(), Caller.current().principal().label());
        return tenants.asOperator(handle -> erasures.byId(handle, found.id().value()))
                .orElseThrow(Fault::notFound);
    }

    /// Until every instance has forgotten whom it let in before the suspension.
    private void awaitShut(Tenant tenant) throws InterruptedException {
        var shut = tenants.asOperator(handle -> tenants.inItsState(handle, tenant.id()));
        var left = config.shutAfter().minus(shut);
        if (left.isPositive()) Thread.sleep(left);
    }

    private static boolean cancels(@Nullable String running) {
        return switch (running) {
            case null -> false;
            case "finish" -> false;
            case "cancel" -> true;
            default -> throw Fault.invalid("running", "invalid-value", "Write 'finish' or 'cancel'.");
        };
    }

    private Tenant move(String name, TenantState state, String action, @Nullable String ifMatch) {
        var tenant = tenants.asOperator(handle -> {
            var before = tenants.heldByName(handle, name).orElseThrow(Fault::notFound);
            before.revision().match(ifMatch);
            if (before.state() == state) return before;
            if (before.state() == TenantState.DELETING) throw Fault.conflict("This tenant is being deleted.");
            var after = tenants.move(handle, name, state).orElseThrow(Fault::notFound);
            Database.enter(handle, after.id());
            audit.changed(handle, after.id(), action, name, TenantView.of(before), TenantView.of(after));
            return after;
        });
        moved.fire(new TenantMoved(tenant.id()));
        return tenant;
    }

    /// A tenant as an operator sees it.
    public record TenantView(
            String id, String name, String title, TenantState state, Instant createdAt, Settings settings) {
        static TenantView of(Tenant tenant) {
            return new TenantView(
                    tenant.id().toString(),
                    tenant.name(),
                    tenant.title(),
                    tenant.state(),
                    tenant.createdAt(),
                    tenant.settings());
        }

        /// With its `ETag`.
        static Response answer(Tenant tenant) {
            return answer(Response.ok(), tenant);
        }

        private static Response answer(Response.ResponseBuilder response, Tenant tenant) {
            return tenant.revision().tag(response.entity(of(tenant)));
        }
    }
}
