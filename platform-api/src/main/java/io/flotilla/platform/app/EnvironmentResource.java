package io.flotilla.platform.app;

import io.flotilla.platform.access.Caller;
import io.flotilla.platform.access.Permission;
import io.flotilla.platform.access.Requires;
import io.flotilla.platform.problem.Violations;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/// `/v1/environments`: where releases can be live.
@Path("/v1/environments")
@RunOnVirtualThread
class EnvironmentResource {
    private static final int MOST_LETTERS = 100;

    private final Environments environments;

    EnvironmentResource(Environments environments) {
        this.environments = environments;
    }

    @GET
    @Requires(Permission.APPS_READ)
    public EnvironmentList list() {
        return new EnvironmentList(environments.list(Caller.current().tenant()));
    }

    @PUT
    @Path("/{environment}")
    @Requires(Permission.RELEASES_WRITE)
    @APIResponseSchema(Environments.EnvironmentView.class)
    @Operation(summary = "Make an environment beside development, staging and production, or title it anew")
    public Response put(String environment, @Nullable EnvironmentRequest request) {
        var title = request == null ? null : request.title();
        if (title != null) new Violations().text("/title", title, MOST_LETTERS).orThrow();
        var name = Environment.of(environment, "environment");
        boolean created = environments.put(Caller.current(), name, title);
        return Response.status(created ? 201 : 200)
                .entity(new Environments.EnvironmentView(name.name(), title, true))
                .build();
    }

    @DELETE
    @Path("/{environment}")
    @Requires(Permission.RELEASES_WRITE)
    @Operation(summary = "Take away an environment of the tenant's own in which nothing is live")
    public void delete(String environment) {
        environments.delete(Caller.current(), Environment.of(environment, "environment"));
    }

    /// What a tenant says of an environment of its own.
    record EnvironmentRequest(@Nullable String title) {}

    /// All environments; there are few.
    record EnvironmentList(List<Environments.EnvironmentView> items) {}
}
