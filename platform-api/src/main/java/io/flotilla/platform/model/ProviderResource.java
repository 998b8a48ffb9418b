package io.flotilla.platform.model;

import io.flotilla.messages.ProbeReport;
import io.flotilla.platform.access.Caller;
import io.flotilla.platform.access.Permission;
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
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/// `/v1/providers`: the servers that the tenant's models are called at.
@Path("/v1/providers")
@RunOnVirtualThread
class ProviderResource {
    private final Providers providers;
    private final ModelTests tests;

    ProviderResource(Providers providers, ModelTests tests) {
        this.providers = providers;
        this.tests = tests;
    }

    @POST
    @Requires(Permission.MODELS_WRITE)
    @APIResponseSchema(Provider.class)
    public Response create(@Nullable ProviderRequest request) {
        var body = Findings.body(request);
        var checked = body.check(Objects.requireNonNullElse(body.name(), ""));
        return providers.create(Caller.current(), checked).answer("/v1/providers/");
    }

    @PUT
    @Path("/{provider}")
    @Requires(Permission.MODELS_WRITE)
    @APIResponseSchema(Provider.class)
    public Response put(
            String provider,
            @Nullable ProviderRequest request,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return providers
                .put(Caller.current(), Findings.body(request).check(provider), ifMatch)
                .answer("/v1/providers/");
    }

    @GET
    @Requires(Permission.MODELS_READ)
    public Page<Provider> list(@BeanParam PageRequest page) {
        return providers.list(Caller.current().tenant(), page);
    }

    @GET
    @Path("/{provider}")
    @Requires(Permission.MODELS_READ)
    @APIResponseSchema(Provider.class)
    public Response read(String provider) {
        return providers.byName(Caller.current().tenant(), Name.known(provider)).answer();
    }

    @POST
    @Path("/{provider}/test")
    @Requires(Permission.MODELS_WRITE)
    @Operation(
            summary = "Try the provider out now, in a worker",
            description = "Answers within ten seconds whether it works, and if not why, as one word and a sentence.")
    public ProbeReport test(String provider) throws InterruptedException {
        return tests.provider(Caller.current(), Name.known(provider));
    }

    @DELETE
    @Path("/{provider}")
    @Requires(Permission.MODELS_WRITE)
    public void delete(String provider) {
        providers.archive(Caller.current(), Name.known(provider));
    }
}
