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

/// `/v1/budgets`: what the tenant, a scenario, an app or a key may cost in a day or month, and where each stands.
@Path("/v1/budgets")
@RunOnVirtualThread
class BudgetResource {
    private final Budgets budgets;

    BudgetResource(Budgets budgets) {
        this.budgets = budgets;
    }

    @GET
    @Requires(Permission.USAGE_READ)
    public Page<Budget> list(@BeanParam PageRequest page) {
        return budgets.list(Caller.current().tenant(), page);
    }

    @GET
    @Path("/{budget}")
    @Requires(Permission.USAGE_READ)
    @APIResponseSchema(Budget.class)
    public Response read(String budget) {
        return answer(Response.ok(), budgets.byName(Caller.current().tenant(), Name.known(budget)));
    }

    /// Makes the budget, or replaces it. A budget made in the middle of its day or month counts the whole of it.
    @PUT
    @Path("/{budget}")
    @Requires(Permission.BUDGETS_WRITE)
    @APIResponseSchema(Budget.class)
    public Response put(
            String budget,
            @Nullable BudgetRequest request,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        if (request == null) throw Fault.invalid("", "missing-body", "A JSON object is needed.");
        var put = budgets.put(Caller.current(), request.check(budget), ifMatch);
        var status = put.created() ? Response.created(URI.create("/v1/budgets/" + budget)) : Response.ok();
        return answer(status, put.budget());
    }

    @DELETE
    @Path("/{budget}")
    @Requires(Permission.BUDGETS_WRITE)
    public void delete(String budget) {
        budgets.delete(Caller.current(), Name.known(budget));
    }

    private static Response answer(Response.ResponseBuilder response, Budget budget) {
        return response.header(HttpHeaders.ETAG, budget.revision().etag())
                .entity(budget)
                .build();
    }
}
