package io.flotilla.platform.tenant;

import static io.flotilla.platform.access.Permission.SETTINGS_READ;
import static io.flotilla.platform.access.Permission.SETTINGS_WRITE;

import io.flotilla.platform.access.Caller;
import io.flotilla.platform.access.Requires;
import io.flotilla.platform.audit.Audit;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.problem.Fault;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/// What the caller's tenant decides for itself.
@Path("/v1/settings")
@RunOnVirtualThread
public class SettingsResource {
    private final Database database;
    private final Tenants tenants;
    private final Audit audit;

    SettingsResource(Database database, Tenants tenants, Audit audit) {
        this.database = database;
        this.tenants = tenants;
        this.audit = audit;
    }

    @GET
    @Requires(SETTINGS_READ)
    @APIResponseSchema(Settings.class)
    public Response read() {
        var tenant = Caller.current().tenant();
        return database.inTenant(tenant, handle -> tenants.byId(handle, tenant))
                .map(SettingsResource::answer)
                .orElseThrow(Fault::notFound);
    }

    /// Replaces all of them.
    @PUT
    @Requires(SETTINGS_WRITE)
    @APIResponseSchema(Settings.class)
    public Response write(@Nullable Settings request, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        if (request == null) throw Fault.invalid("", "required", "The body is an object with all settings.");
        var tenant = Caller.current().tenant();
        return answer(database.inTenant(tenant, handle -> {
            var before = tenants.held(handle, tenant).orElseThrow(Fault::notFound);
            before.revision().match(ifMatch);
            var after = tenants.settle(handle, tenant, request);
            audit.changed(handle, tenant, "settings.changed", "settings", before.settings(), after.settings());
            return after;
        }));
    }

    private static Response answer(Tenant tenant) {
        return tenant.revision().tag(Response.ok(tenant.settings()));
    }
}
