package io.flotilla.platform.model;

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
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/// `/v1/models`: the catalogue that apps and compatible clients name models of.
@Path("/v1/models")
@RunOnVirtualThread
class ModelResource {
    private final Models models;

    ModelResource(Models models) {
        this.models = models;
    }

    @POST
    @Requires(Permission.MODELS_WRITE)
    @APIResponseSchema(Model.class)
    public Response create(@Nullable ModelRequest request) {
        var body = Findings.body(request);
        var checked = body.check(Objects.requireNonNullElse(body.name(), ""));
        return created(models.create(Caller.current(), checked));
    }

    @PUT
    @Path("/{model}")
    @Requires(Permission.MODELS_WRITE)
    @APIResponseSchema(Model.class)
    public Response put(
            String model, @Nullable ModelRequest request, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        var put = models.put(Caller.current(), Findings.body(request).check(model), ifMatch);
        return put.created() ? created(put.model()) : answer(Response.ok(), put.model());
    }

    @GET
    @Requires(Permission.MODELS_READ)
    public Page<Model> list(@BeanParam PageRequest page) {
        return models.list(Caller.current().tenant(), page);
    }

    @GET
    @Path("/{model}")
    @Requires(Permission.MODELS_READ)
    @APIResponseSchema(Model.class)
    public Response read(String model) {
        return answer(Response.ok(), models.byName(Caller.current().tenant(), Name.known(model)));
    }

    /// Every price the model has had, the present one first.
    @GET
    @Path("/{model}/prices")
    @Requires(Permission.MODELS_READ)
    public PriceList prices(String model) {
        return new PriceList(models.prices(Caller.current().tenant(), Name.known(model)));
    }

    @DELETE
    @Path("/{model}")
    @Requires(Permission.MODELS_WRITE)
    public void delete(String model) {
        models.archive(Caller.current(), Name.known(model));
    }

    private static Response created(Model model) {
        return answer(Response.created(URI.create("/v1/models/" + model.name())), model);
    }

    private static Response answer(Response.ResponseBuilder response, Model model) {
        return response.header(HttpHeaders.ETAG, model.revision().etag())
                .entity(model)
                .build();
    }

    /// A model's prices.
    record PriceList(List<Price> items) {}
}
