package io.flotilla.platform.model;

import static io.flotilla.platform.access.Permission.TENANTS_ADMINISTER;

import io.flotilla.messages.ProbeReport;
import io.flotilla.platform.access.Caller;
import io.flotilla.platform.access.Requires;
import io.flotilla.platform.page.Page;
import io.flotilla.platform.page.PageRequest;
import io.flotilla.platform.resource.Name;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/// `/v1/platform/models`: the platform's own catalogue, and who may use what of it.
@Path("/v1/platform/models")
@RunOnVirtualThread
class PlatformModelResource {
    private static final String ADDRESS = "/v1/platform/models/";

    private final Models models;
    private final ModelTests tests;
    private final Grants grants;

    PlatformModelResource(Models models, ModelTests tests, Grants grants) {
        this.models = models;
        this.tests = tests;
        this.grants = grants;
    }

    @PUT
    @Path("/{model}")
    @Requires(TENANTS_ADMINISTER)
    @APIResponseSchema(Model.class)
    public Response put(
            String model, @Nullable ModelRequest request, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        var caller = Caller.current().in(Catalogue.PLATFORM);
        return models.put(caller, Findings.body(request).check(model), ifMatch).answer(ADDRESS);
    }

    @GET
    @Requires(TENANTS_ADMINISTER)
    public Page<Model> list(@BeanParam PageRequest page) {
        return models.list(Catalogue.PLATFORM, page);
    }

    @GET
    @Path("/{model}")
    @Requires(TENANTS_ADMINISTER)
    @APIResponseSchema(Model.class)
    public Response read(String model) {
        return models.byName(Catalogue.PLATFORM, Name.known(model)).answer();
    }

    @GET
    @Path("/{model}/prices")
    @Requires(TENANTS_ADMINISTER)
    public ModelResource.PriceList prices(String model) {
        return new ModelResource.PriceList(models.prices(Catalogue.PLATFORM, Name.known(model)));
    }

    @POST
    @Path("/{model}/test")
    @Requires(TENANTS_ADMINISTER)
    @Operation(
            summary = "Try the model out now, in a worker",
            description = "Answers within ten seconds whether it works, and if not why, as one word and a sentence.")
    public ProbeReport test(String model) throws InterruptedException {
        return tests.model(Caller.current().in(Catalogue.PLATFORM), Name.known(model));
    }

    @DELETE
    @Path("/{model}")
    @Requires(TENANTS_ADMINISTER)
    public void delete(String model) {
        models.archive(Caller.current().in(Catalogue.PLATFORM), Name.known(model));
    }

    @GET
    @Path("/{model}/grants")
    @Requires(TENANTS_ADMINISTER)
    public Grants.GrantList grants(String model) {
        return grants.of(Name.known(model));
    }

    @PUT
    @Path("/{model}/grants/{tenant}")
    @Requires(TENANTS_ADMINISTER)
    @Operation(summary = "Let a tenant use the model; '*' for all tenants, also those to come")
    public Grants.GrantList grant(String model, String tenant) {
        return grants.grant(Name.known(model), tenant);
    }

    @DELETE
    @Path("/{model}/grants/{tenant}")
    @Requires(TENANTS_ADMINISTER)
    @Operation(
            summary = "Take the model back from a tenant, or with '*' from all that have no grant of their own",
            description = "New invocations of apps that name it find it gone; those that run go on.")
    public Grants.GrantList revoke(String model, String tenant) {
        return grants.revoke(Name.known(model), tenant);
    }
}
