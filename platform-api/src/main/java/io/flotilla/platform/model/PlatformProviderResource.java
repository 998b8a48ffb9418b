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

/// `/v1/platform/providers`: the servers of the platform's own models. Tenants that use those never see them.
@Path("/v1/platform/providers")
@RunOnVirtualThread
class PlatformProviderResource {
    private static final String ADDRESS = "/v1/platform/providers/";

    private final Providers providers;
    private final ModelTests tests;

    PlatformProviderResource(Providers providers, ModelTests tests) {
        this.providers = providers;
        this.tests = tests;
    }

    @PUT
    @Path("/{provider}")
    @Requires(TENANTS_ADMINISTER)
    @APIResponseSchema(Provider.class)
    public Response put(
            String provider,
            @Nullable ProviderRequest request,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        var caller = Caller.current().in(Catalogue.PLATFORM);
        return providers
                .put(caller, Findings.body(request).check(provider), ifMatch)
                .answer(ADDRESS);
    }

    @GET
    @Requires(TENANTS_ADMINISTER)
    public Page<Provider> list(@BeanParam PageRequest page) {
        return providers.list(Catalogue.PLATFORM, page);
    }

    @GET
    @Path("/{provider}")
    @Requires(TENANTS_ADMINISTER)
    @APIResponseSchema(Provider.class)
    public Response read(String provider) {
        return providers.byName(Catalogue.PLATFORM, Name.known(provider)).answer();
    }

    @POST
    @Path("/{provider}/test")
    @Requires(TENANTS_ADMINISTER)
    @Operation(
            summary = "Try the provider out now, in a worker",
            description = "Answers within ten seconds whether it works, and if not why, as one word and a sentence.")
    public ProbeReport test(String provider) throws InterruptedException {
        return tests.provider(Caller.current().in(Catalogue.PLATFORM), Name.known(provider));
    }

    @DELETE
    @Path("/{provider}")
    @Requires(TENANTS_ADMINISTER)
    public void delete(String provider) {
        providers.archive(Caller.current().in(Catalogue.PLATFORM), Name.known(provider));
    }
}
