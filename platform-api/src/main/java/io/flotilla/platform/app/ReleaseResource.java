package io.flotilla.platform.app;

import io.flotilla.platform.access.Caller;
import io.flotilla.platform.access.Permission;
import io.flotilla.platform.access.Requires;
import io.flotilla.platform.page.Page;
import io.flotilla.platform.page.PageRequest;
import io.flotilla.platform.problem.Fault;
import io.flotilla.platform.resource.Name;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/// `/v1/apps/{app}/releases`: which version of an app is live where.
@Path("/v1/apps/{app}/releases")
@RunOnVirtualThread
class ReleaseResource {
    private final Releases releases;

    ReleaseResource(Releases releases) {
        this.releases = releases;
    }

    @POST
    @Requires(Permission.RELEASES_WRITE)
    @Operation(
            summary = "Make a version live in an environment (production, unless named)",
            description =
                    "With a share below 100 it is a canary: it gets that percent of the invocations beside what is live.")
    @APIResponseSchema(Release.class)
    public Response make(String app, @Nullable ReleaseRequest request) {
        if (request == null || request.version() == null) {
            throw Fault.invalid("/version", "missing", "The number of a version is needed.");
        }
        var environment = Environment.of(request.environment(), "/environment");
        int share = request.share() == null ? Share.WHOLE : request.share();
        if (share < 1 || share > Share.WHOLE) {
            throw Fault.invalid("/share", "out-of-range", "A share is a whole percent, from 1 to 100.");
        }
        var made = share == Share.WHOLE
                ? releases.make(Caller.current(), Name.known(app), request.version(), environment)
                : releases.tryOut(Caller.current(), Name.known(app), request.version(), environment, share);
        return Response.status(made.created() ? 201 : 200)
                .entity(made.release())
                .build();
    }

    @GET
    @Requires(Permission.APPS_READ)
    public Page<Release> list(
            String app, @QueryParam("environment") @Nullable String environment, @BeanParam PageRequest page) {
        var one = environment == null ? null : Environment.of(environment, "environment");
        return releases.list(Caller.current().tenant(), Name.known(app), one, page);
    }

    @POST
    @Path("/promote")
    @Requires(Permission.RELEASES_WRITE)
    @Operation(summary = "Make the canary what is live")
    public Release promote(String app, @Nullable ChangeRequest request) {
        return releases.promote(Caller.current(), Name.known(app), environment(request));
    }

    @POST
    @Path("/rollback")
    @Requires(Permission.RELEASES_WRITE)
    @Operation(summary = "End the canary, or without one make live again what was live before the present release")
    public Release rollBack(String app, @Nullable ChangeRequest request) {
        return releases.rollBack(Caller.current(), Name.known(app), environment(request));
    }

    private static Environment environment(@Nullable ChangeRequest request) {
        return Environment.of(request == null ? null : request.environment(), "/environment");
    }

    /// Which version to make live where, and for what percent of the invocations; all of them unless it says less.
    @Schema(requiredProperties = "version")
    record ReleaseRequest(
            @Nullable Integer version,
            @Nullable String environment,
            @Nullable Integer share) {}

    /// Where to promote or go back.
    record ChangeRequest(@Nullable String environment) {}
}
