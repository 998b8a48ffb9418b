package io.flotilla.platform.model;

import static io.flotilla.platform.access.Permission.MODELS_READ;
import static io.flotilla.platform.access.Permission.MODELS_WRITE;

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
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/// `/v1/models`: the catalogue that apps and compatible clients name models of, the tenant's own and the platform's.
@Path("/v1/models")
@RunOnVirtualThread
class ModelResource {
    private final Models models;
    private final ModelTests tests;

    ModelResource(Models models, ModelTests tests) {
        this.models = models;
        this.tests = tests;
    }

    @POST
    @Requires(MODELS_WRITE)
    @APIResponseSchema(Model.class)
    public Response create(@Nullable ModelRequest request) {
        var body = Findings.body(request);
        var checked = body.check(Objects.requireNonNullElse(body.name(), ""));
        return models.create(Caller.current(), checked).answer("/v1/models/");
    }

    @PUT
    @Path("/{model}")
    @Requires(MODELS_WRITE)
    @Operation(
            summary = "Make or replace a model",
            description = "A model of the tenant's own takes the place of the platform's of the same name.")
    @APIResponseSchema(Model.class)
    public Response put(
            String model, @Nullable ModelRequest request, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return models.put(Caller.current(), Findings.body(request).check(model), ifMatch)
                .answer("/v1/models/");
    }

    @GET
    @Requires(MODELS_READ)
    @Operation(summary = "The models that the tenant can name: its own and those granted by the platform")
    public Page<Model> list(@BeanParam PageRequest page) {
        return models.list(Caller.current().tenant(), page);
    }

    @GET
    @Path("/{model}")
    @Requires(MODELS_READ)
    @APIResponseSchema(Model.class)
    public Response read(String model) {
        return models.byName(Caller.current().tenant(), Name.known(model)).answer();
    }

    /// Every price the model has had and will have, the newest first.
    @GET
    @Path("/{model}/prices")
    @Requires(MODELS_READ)
    public PriceList prices(String model) {
        return new PriceList(models.prices(Caller.current().tenant(), Name.known(model)));
    }

    @POST
    @Path("/{model}/test")
    @Requires(MODELS_WRITE)
    @Operation(
            summary = "Try the model out now, in a worker",
            description = "Answers within ten seconds whether it works, and if not why, as one word and a sentence.")
    public ProbeReport test(String model) throws InterruptedException {
        return tests.model(Caller.current(), Name.known(model));
    }

    @DELETE
    @Path("/{model}")
    @Requires(MODELS_WRITE)
    public void delete(String model) {
        models.archive(Caller.current(), Name.known(model));
    }

    /// A model's prices.
    record PriceList(List<Price> items) {}
}
