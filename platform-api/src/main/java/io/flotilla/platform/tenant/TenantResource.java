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
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
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

    TenantResource(Tenants tenants, Erasures erasures, RunningWork work, Audit audit, Event<TenantMoved> moved) {
        this.tenants = tenants;
        this.erasures = erasures;
        this.work = work;
        this.audit = audit;
        this.moved = moved;
    }

    /// Creates a tenant; the owner gets in by signing in with that e-mail address.
    @POST
    @Requires(TENANTS_ADMINISTER)
    @APIResponseSchema(TenantView.class)
    public Response create(NewTenant request) {
        var tenant = tenants.asOperator(handle -> {
            var created = tenants.create(handle, request)
                    .orElseThrow(() -> Fault.conflict("There is a tenant of this name already."));
            audit.record(
                    handle,
                    created.id(),
                    "tenant.created",
                    created.name(),
                    Map.of("owner", request.owner().email()));
            return created;
        });
        return Response.created(URI.create("/v1/tenants/" + tenant.name()))
                .entity(TenantView.of(tenant))
                .build();
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
    public TenantView read(String tenant) {
        return tenants.asOperator(handle -> tenants.byName(handle, tenant))
                .map(TenantView::of)
                .orElseThrow(Fault::notFound);
    }

    /// Shuts the door: its people and programs are refused, nothing is deleted. What runs goes on to its end, which
    /// its deadline bounds, or is cancelled if asked.
    ///
    /// @param running `finish` (if absent) or `cancel`
    @POST
    @Path("{tenant}/suspend")
    @Requires(TENANTS_ADMINISTER)
    public TenantView suspend(String tenant, @QueryParam("running") @Nullable String running) {
        boolean cancel = cancels(running);
        var suspended = move(tenant, TenantState.SUSPENDED, "tenant.suspended");
        if (cancel) work.cancel(suspended.id());
        return TenantView.of(suspended);
    }

    @POST
    @Path("{tenant}/resume")
    @Requires(TENANTS_ADMINISTER)
    public TenantView resume(String tenant) {
        return TenantView.of(move(tenant, TenantState.ACTIVE, "tenant.resumed"));
    }

    /// Erases a suspended tenant for good, and answers with the proof: how many rows of which table went, the keys of
    /// its secrets among them. What travelled through Kafka goes with the topics' retention. A deletion that was
    /// interrupted is completed by the same call.
    @DELETE
    @Path("{tenant}")
    @Requires(TENANTS_ADMINISTER)
    public Erasure delete(String tenant) {
        var found = tenants.asOperator(handle -> tenants.byName(handle, tenant)).orElseThrow(Fault::notFound);
        if (found.active()) throw Fault.conflict("Suspend the tenant first.");
        if (work.any(found.id())) {
            throw Fault.conflict("Work of this tenant still runs: wait for its end, or suspend with 'running=cancel'.");
        }
        tenants.asOperator(handle -> tenants.move(handle, tenant, TenantState.DELETING));
        moved.fire(new TenantMoved(found.id()));
        erasures.erase(found.id(), Caller.current().principal().label());
        return tenants.asOperator(handle -> erasures.byId(handle, found.id().value()))
                .orElseThrow(Fault::notFound);
    }

    private static boolean cancels(@Nullable String running) {
        return switch (running) {
            case null -> false;
            case "finish" -> false;
            case "cancel" -> true;
            default -> throw Fault.invalid("running", "invalid-value", "Write 'finish' or 'cancel'.");
        };
    }

    private Tenant move(String name, TenantState state, String action) {
        var tenant = tenants.asOperator(handle -> {
            var before = tenants.byName(handle, name).orElseThrow(Fault::notFound);
            if (before.state() == state) return before;
            if (before.state() == TenantState.DELETING) throw Fault.conflict("This tenant is being deleted.");
            var after = tenants.move(handle, name, state).orElseThrow(Fault::notFound);
            Database.enter(handle, after.id());
            audit.record(handle, after.id(), action, name, Map.of());
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
    }
}
