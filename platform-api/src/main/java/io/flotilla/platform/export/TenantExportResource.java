package io.flotilla.platform.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.flotilla.platform.access.Caller;
import io.flotilla.platform.access.Permission;
import io.flotilla.platform.access.Reach;
import io.flotilla.platform.access.Requires;
import io.flotilla.platform.audit.Audit;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.problem.Fault;
import io.flotilla.platform.takeout.Folder;
import io.flotilla.platform.takeout.Takeout;
import io.quarkus.arc.All;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipOutputStream;

/// `/v1/export`: everything the caller's tenant has made, to take along.
@Path("/v1/export")
@RunOnVirtualThread
class TenantExportResource {
    private final List<Takeout> parts;
    private final Database database;
    private final Audit audit;
    private final ObjectMapper json;

    TenantExportResource(@All List<Takeout> parts, Database database, Audit audit, ObjectMapper json) {
        this.parts = List.copyOf(parts);
        this.database = database;
        this.audit = audit;
        this.json = json;
    }

    /// An archive, whole before its first byte is sent. Values of secrets and keys are not in it.
    @GET
    @Produces("application/zip")
    @Requires(Permission.TENANT_EXPORT)
    public Response export() throws IOException {
        var caller = Caller.current();
        if (!caller.reach().equals(Reach.EVERYTHING)) {
            throw Fault.forbidden("This key is held to some apps or models, and an export has them all.");
        }
        var tenant = caller.tenant();
        database.useTenant(tenant, handle -> audit.record(handle, tenant, "tenant.exported", "export", Map.of()));
        return Response.ok(packed(caller))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"export.zip\"")
                .build();
    }

    /// The archive in a file that is gone as soon as it is read.
    private InputStream packed(Caller caller) throws IOException {
        var file = Files.createTempFile("flotilla-export", ".zip");
        try {
            try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
                var folder = new Folder(zip, json);
                for (Takeout part : parts) part.pack(caller.tenant(), folder);
            }
            return Files.newInputStream(file);
        } finally {
            Files.delete(file);
        }
    }
}
