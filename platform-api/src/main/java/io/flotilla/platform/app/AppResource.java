package io.flotilla.platform.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.flotilla.platform.access.Caller;
import io.flotilla.platform.access.Permission;
import io.flotilla.platform.access.Requires;
import io.flotilla.platform.document.Format;
import io.flotilla.platform.document.Source;
import io.flotilla.platform.page.Page;
import io.flotilla.platform.page.PageRequest;
import io.flotilla.platform.problem.Fault;
import io.flotilla.platform.problem.ProblemCode;
import io.flotilla.platform.problem.Violation;
import io.flotilla.platform.resource.DryRun;
import io.flotilla.platform.resource.Name;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/// `/v1/apps`: the apps of a tenant and their versions.
@Path("/v1/apps")
@RunOnVirtualThread
class AppResource {
    private final Apps apps;

    AppResource(Apps apps) {
        this.apps = apps;
    }

    @PUT
    @Path("/{app}")
    @Consumes({"application/yaml", "application/x-yaml", "text/yaml", "application/json"})
    @Requires(Permission.APPS_WRITE)
    @Operation(
            summary = "Publish a version of an app, or with ?check say what is wrong with one",
            description = "The same content is the same version. Warnings say what would keep it from being released now.")
    @APIResponse(
            responseCode = "201",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Published.class)))
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(oneOf = {Published.class, Verdict.class})))
    public Response put(
            String app,
            byte[] content,
            @Parameter(description = "A dry run: nothing is stored") @QueryParam("check") @Nullable String check,
            @Context UriInfo address,
            @Context HttpHeaders headers,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        var source = Source.of(content, Format.of(headers.getMediaType()));
        if (DryRun.isAsked(check, address)) return Response.ok(verdict(app, content, source)).build();
        var document = AppDocument.read(content, source);
        document.refuseOtherNameThan(app);
        var put = apps.put(Caller.current(), document, ifMatch);
        var version = URI.create("/v1/apps/%s/versions/%d".formatted(app, put.app().version()));
        var response = put.created() ? Response.created(version) : Response.ok();
        return put.app().revision().tag(response.entity(new Published(put.app(), put.warnings())));
    }

    @GET
    @Requires(Permission.APPS_READ)
    public Page<App> list(@BeanParam AppQuestion question, @BeanParam PageRequest page) {
        return apps.list(Caller.current().tenant(), question, Caller.current().reach(), page);
    }

    @GET
    @Path("/{app}")
    @Requires(Permission.APPS_READ)
    @APIResponseSchema(App.class)
    public Response read(String app) {
        var found = apps.byName(Caller.current().tenant(), Name.known(app));
        return found.revision().tag(Response.ok(found));
    }

    /// The document of the version put last, as it was given.
    @GET
    @Path("/{app}/definition")
    @Requires(Permission.APPS_READ)
    public Response definition(String app) {
        return apps.document(Caller.current().tenant(), Name.known(app), null).answer();
    }

    @GET
    @Path("/{app}/versions")
    @Requires(Permission.APPS_READ)
    public Page<App> versions(String app, @BeanParam PageRequest page) {
        return apps.versions(Caller.current().tenant(), Name.known(app), page);
    }

    @GET
    @Path("/{app}/versions/{version}")
    @Requires(Permission.APPS_READ)
    public App version(String app, int version) {
        return apps.version(Caller.current().tenant(), Name.known(app), version);
    }

    /// The document of a version, as it was given.
    @GET
    @Path("/{app}/versions/{version}/definition")
    @Requires(Permission.APPS_READ)
    public Response definition(String app, int version) {
        return apps.document(Caller.current().tenant(), Name.known(app), version).answer();
    }

    @DELETE
    @Path("/{app}")
    @Requires(Permission.APPS_WRITE)
    @Operation(summary = "Archive an app: nothing of it runs any more, its versions and its usage stay")
    public void delete(String app) {
        apps.archive(Caller.current(), Name.known(app));
    }

    @POST
    @Path("/{app}/unarchive")
    @Requires(Permission.APPS_WRITE)
    @Operation(summary = "Bring an archived app back; nothing of it is live until a version is released")
    public App unarchive(String app) {
        return apps.unarchive(Caller.current(), Name.known(app));
    }

    @PUT
    @Path("/{app}/labels")
    @Requires(Permission.APPS_WRITE)
    @Operation(summary = "Replace the labels of an app")
    public App label(String app, @Nullable Map<String, @Nullable String> labels) {
        return apps.label(Caller.current(), Name.known(app), Labels.of(labels));
    }

    @PUT
    @Path("/{app}/versions/{version}/labels")
    @Requires(Permission.APPS_WRITE)
    @Operation(summary = "Replace the labels of a version")
    public App labelVersion(String app, int version, @Nullable Map<String, @Nullable String> labels) {
        return apps.label(Caller.current(), Name.known(app), version, Labels.of(labels));
    }

    private Verdict verdict(String app, byte[] content, Source source) {
        try {
            var document = AppDocument.read(content, source);
            document.refuseOtherNameThan(app);
            return new Verdict(true, List.of(), apps.warnings(Caller.current().tenant(), document));
        } catch (Fault.Invalid fault) {
            if (fault.code() != ProblemCode.INVALID_DEFINITION) throw fault;
            return new Verdict(false, fault.violations(), List.of());
        }
    }

    /// An app as it was published, and what its author may want to know.
    record Published(@JsonUnwrapped App app, @JsonInclude List<Violation> warnings) {}

    /// What came of a dry run.
    ///
    /// @param violations what is wrong; with any, the document cannot be published
    /// @param warnings   what would keep it from being released now, and other things worth knowing
    record Verdict(boolean valid, List<Violation> violations, List<Violation> warnings) {}
}
