package io.flotilla.platform.app;

import io.flotilla.platform.access.Caller;
import io.flotilla.platform.access.Permission;
import io.flotilla.platform.access.Requires;
import io.flotilla.platform.problem.Violations;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/// `/v1/imports`: apps and connectors out of a file.
@Path("/v1/imports")
@RunOnVirtualThread
class ImportResource {
    private static final Pattern TREATMENT = Pattern.compile("keep|replace");

    private final Imports imports;

    ImportResource(Imports imports) {
        this.imports = imports;
    }

    @POST
    @Consumes({"application/yaml", "application/x-yaml", "text/yaml"})
    @Requires(Permission.APPS_WRITE)
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Imports.Imported.class)))
    @Operation(
            summary = "Put the apps and connectors of a file, all or none",
            description = "The answer says what is missing: with violations nothing is stored,"
                    + " warnings say what keeps an app from being released.")
    public Response put(
            byte[] content,
            @Parameter(description = "'true' for a dry run: nothing is stored")
                    @QueryParam("check")
                    @DefaultValue("false")
                    String check,
            @Parameter(description = "What becomes of connectors that are there already: keep or replace")
                    @QueryParam("connectors")
                    @DefaultValue("keep")
                    String connectors) {
        new Violations()
                .flag("check", check)
                .matches("connectors", connectors, TREATMENT, "'keep' or 'replace'.")
                .orThrow();
        boolean dryRun = check.equals("true");
        var imported = imports.put(Caller.current(), Bundle.read(content), connectors.equals("replace"), dryRun);
        boolean created = !dryRun && imported.apps().stream().anyMatch(Imports.ImportedApp::created);
        return Response.status(created ? 201 : 200).entity(imported).build();
    }
}
