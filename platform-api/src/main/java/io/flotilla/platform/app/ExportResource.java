package io.flotilla.platform.app;

import io.flotilla.platform.access.Caller;
import io.flotilla.platform.access.Permission;
import io.flotilla.platform.access.Requires;
import io.flotilla.platform.resource.Name;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/// `/v1/apps/{app}/export`: an app as a file.
@Path("/v1/apps/{app}/export")
@RunOnVirtualThread
class ExportResource {
    private final Imports imports;

    ExportResource(Imports imports) {
        this.imports = imports;
    }

    @GET
    @Produces("application/yaml")
    @Requires(Permission.APPS_READ)
    @Operation(
            summary = "An app with the connectors it uses as one YAML file, without secrets",
            description = "Of the version put last, unless another is named.")
    public Response export(String app, @QueryParam("version") @Nullable Integer version) {
        var exported = imports.export(Caller.current(), Name.known(app), version);
        return Response.ok(exported.text())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"%s\"".formatted(exported.name()))
                .build();
    }
}
