package io.flotilla.platform.scenario;

import io.flotilla.platform.access.Caller;
import io.flotilla.platform.access.Permission;
import io.flotilla.platform.access.Requires;
import io.flotilla.platform.page.Page;
import io.flotilla.platform.page.PageRequest;
import io.flotilla.platform.problem.Fault;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/// `/v1/scenarios` and `/v1/industries`: what apps can be for.
@Path("/v1")
@RunOnVirtualThread
class ScenarioResource {
    private final Scenarios scenarios;
    private final OwnScenarios own;

    ScenarioResource(Scenarios scenarios, OwnScenarios own) {
        this.scenarios = scenarios;
        this.own = own;
    }

    @GET
    @Path("/scenarios")
    @Requires(Permission.SCENARIOS_READ)
    @Operation(summary = "The platform's scenarios and the tenant's own; with q the nearest first, else by code")
    public Page<ScenarioView> list(@BeanParam ScenarioQuestion question, @BeanParam PageRequest page) {
        return scenarios.list(Caller.current(), question, page);
    }

    @GET
    @Path("/industries")
    @Requires(Permission.SCENARIOS_READ)
    @Operation(summary = "The industries with their domains; the tenant's own last")
    public IndustryList industries() {
        return new IndustryList(scenarios.industries(Caller.current()));
    }

    @GET
    @Path("/scenarios/{scenario}")
    @Requires(Permission.SCENARIOS_READ)
    @Operation(summary = "A scenario, also one that is retired")
    @APIResponseSchema(ScenarioView.class)
    public Response read(String scenario) {
        var row = scenarios.read(Caller.current(), known(scenario)).orElseThrow(Fault::notFound);
        return answer(Response.ok(), row);
    }

    @PUT
    @Path("/scenarios/{scenario}")
    @Requires(Permission.SCENARIOS_WRITE)
    @Operation(summary = "Make or change a scenario of the tenant's own: custom.<domain>.<name>")
    @APIResponseSchema(ScenarioView.class)
    public Response put(
            String scenario,
            @Nullable ScenarioRequest request,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        var code = ScenarioCode.parse(scenario)
                .filter(ScenarioCode::isCustom)
                .orElseThrow(
                        () -> Fault.invalid(
                                "scenario",
                                "invalid-scenario",
                                "Your own scenarios are called 'custom.<domain>.<name>', in small letters, digits and hyphens."));
        if (request == null) throw Fault.invalid("", "missing-body", "A JSON object is needed.");
        var put = own.put(Caller.current(), code, request, ifMatch);
        var response = put.created() ? Response.created(URI.create("/v1/scenarios/" + code)) : Response.ok();
        return answer(response, put.row());
    }

    @DELETE
    @Path("/scenarios/{scenario}")
    @Requires(Permission.SCENARIOS_WRITE)
    @Operation(summary = "Retire a scenario of the tenant's own; it stays readable, and what runs under it goes on")
    public void retire(String scenario) {
        var code = known(scenario);
        if (!code.isCustom()) {
            if (scenarios.read(Caller.current(), code).isEmpty()) throw Fault.notFound();
            throw Fault.forbidden(
                    "It is the platform's: only your own scenarios, below 'custom.', are yours to retire.");
        }
        own.retire(Caller.current(), code);
    }

    private Response answer(Response.ResponseBuilder response, OwnScenarios.Row row) {
        return row.revision().tag(response.entity(ScenarioView.of(row.scenario(), scenarios.today())));
    }

    private static ScenarioCode known(String scenario) {
        return ScenarioCode.parse(scenario).orElseThrow(Fault::notFound);
    }

    /// All industries; there are few.
    record IndustryList(List<Industry> items) {}
}
