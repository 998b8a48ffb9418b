package io.flotilla.platform.app;

import io.flotilla.platform.access.Caller;
import io.flotilla.platform.access.Permission;
import io.flotilla.platform.access.Requires;
import io.flotilla.platform.audit.Audit;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.problem.Fault;
import io.flotilla.platform.resource.Name;
import io.flotilla.platform.tenant.PayloadCapture;
import io.flotilla.platform.tenant.Tenants;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// `/v1/apps/{app}/settings`: what is decided for an app whatever its version.
@Path("/v1/apps/{app}/settings")
@RunOnVirtualThread
class AppSettingsResource {
    private final Database database;
    private final Tenants tenants;
    private final Audit audit;

    AppSettingsResource(Database database, Tenants tenants, Audit audit) {
        this.database = database;
        this.tenants = tenants;
        this.audit = audit;
    }

    @GET
    @Requires(Permission.APPS_READ)
    public AppSettings read(String app) {
        var tenant = Caller.current().tenant();
        return database.inTenant(tenant, handle -> settings(handle, tenant, Name.known(app)));
    }

    /// Replaces them; they hold for invocations that begin from now on.
    @PUT
    @Requires(Permission.APPS_WRITE)
    public AppSettings write(String app, AppSettingsRequest request) {
        var tenant = Caller.current().tenant();
        return database.inTenant(tenant, handle -> {
            var row = Apps.VERSIONS.rows().held(handle, tenant, Name.known(app));
            var before = settings(handle, tenant, app);
            refuseMoreThan(permitted(handle, tenant), request.payloadCapture());
            handle.createUpdate("""
                            update app set payload_capture = :capture, updated_at = now()
                            where tenant_id = :tenant and id = :app
                            """)
                    .bind("capture", request.word())
                    .bind("tenant", tenant)
                    .bind("app", row.id())
                    .execute();
            var after = settings(handle, tenant, app);
            audit.changed(handle, tenant, "app.settings-changed", app, before, after);
            return after;
        });
    }

    private static void refuseMoreThan(PayloadCapture permitted, @Nullable PayloadCapture asked) {
        if (asked == null || asked.within(permitted)) return;
        throw Fault.invalid(
                "/payloadCapture",
                "not-permitted",
                "The tenant's settings permit '%s' at most.".formatted(permitted.word()));
    }

    private AppSettings settings(Handle handle, TenantId tenant, String app) {
        var row = Apps.VERSIONS.rows().present(handle, tenant, app).orElseThrow(Fault::notFound);
        var permitted = permitted(handle, tenant);
        var own = handle.createQuery("select payload_capture from app where tenant_id = :tenant and id = :app")
                .bind("tenant", tenant)
                .bind("app", row.id())
                .map((each, context) -> Optional.ofNullable(each.getString("payload_capture")))
                .one()
                .map(PayloadCapture::of);
        return new AppSettings(own.orElse(null), own.filter(each -> each.within(permitted)).orElse(permitted));
    }

    private PayloadCapture permitted(Handle handle, TenantId tenant) {
        return tenants.byId(handle, tenant)
                .orElseThrow(Fault::notFound)
                .settings()
                .payloadCapture();
    }

    /// What is asked for.
    ///
    /// @param payloadCapture of which of its ended invocations inputs and outputs are kept; as many as the tenant keeps, if absent
    record AppSettingsRequest(@Nullable PayloadCapture payloadCapture) {
        private @Nullable String word() {
            return payloadCapture == null ? null : payloadCapture.word();
        }
    }

    /// What holds.
    ///
    /// @param payloadCapture what was asked for
    /// @param kept           what comes of it and of the tenant's own settings: the less of the two
    record AppSettings(@Nullable PayloadCapture payloadCapture, PayloadCapture kept) {}
}
