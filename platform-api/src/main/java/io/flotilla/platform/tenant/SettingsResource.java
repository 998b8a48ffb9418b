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
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.Map;
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
    public Settings read() {
        var tenant = Caller.current().tenant();
        return database.inTenant(tenant, handle -> tenants.byId(handle, tenant))
                .map(Tenant::settings)
                .orElseThrow(Fault::notFound);
    }

    /// Replaces all of them.
    @PUT
    @Requires(SETTINGS_WRITE)
    public Settings write(@Nullable Settings request) {
        if (request == null) throw Fault.invalid("", "required", "The body is an object with all settings.");
        var tenant = Caller.current().tenant();
        database.useTenant(tenant, handle -> {
            tenants.settle(handle, tenant, request);
            audit.record(
                    handle,
                    tenant,
                    "settings.changed",
                    "settings",
                    Map.of(
                            "timeZone", request.timeZone(),
                            "languages", String.join(" ", request.languages()),
                            "retentionDays", Integer.toString(request.retentionDays()),
                            "payloadCapture", request.payloadCapture().word()));
        });
        return request;
    }
}
