package io.flotilla.platform.app;

import io.flotilla.platform.access.Caller;
import io.flotilla.platform.audit.Audit;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.document.Definitions;
import io.flotilla.platform.page.Page;
import io.flotilla.platform.page.PageRequest;
import io.flotilla.platform.problem.Fault;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What of an app is live where. Who changes it holds the app's row until the transaction ends.
@ApplicationScoped
class Releases {
    private static final UUID AFTER_ALL = new UUID(-1, -1);

    private final Database database;
    private final CatalogueCheck catalogue;
    private final Audit audit;

    Releases(Database database, CatalogueCheck catalogue, Audit audit) {
        this.database = database;
        this.catalogue = catalogue;
        this.audit = audit;
    }

    /// Makes a version live. One that is live already stays what it is.
    ///
    /// @throws Fault.Invalid `invalid-definition`, if the version names what is not there or cannot work
    Made make(Caller caller, String app, int version, Environment environment) {
        var tenant = caller.tenant();
        return database.inTenant(tenant, handle -> {
            var row = held(handle, tenant, app);
            var live = live(handle, tenant, row.id(), environment);
            if (live.isPresent() && live.get().version() == version) return new Made(live.get(), false);
            refuseUnfit(handle, tenant, app, version);
            var previous = live.map(Release::id).orElse(null);
            var release = append(handle, caller, row.id(), environment, version, previous);
            point(handle, tenant, row.id(), environment, release);
            audit.record(handle, tenant, "app.released", app, details(environment, version));
            return new Made(live(handle, tenant, row.id(), environment).orElseThrow(), true);
        });
    }

    /// Makes live again what was live before the present release.
    Release rollBack(Caller caller, String app, Environment environment) {
        var tenant = caller.tenant();
        return database.inTenant(tenant, handle -> {
            var row = held(handle, tenant, app);
            var previous = live(handle, tenant, row.id(), environment)
                    .map(Release::previous)
                    .orElseThrow(() -> Fault.conflict("Nothing was live in '%s' before.".formatted(environment)));
            point(handle, tenant, row.id(), environment, previous);
            var release = live(handle, tenant, row.id(), environment).orElseThrow();
            refuseUnfit(handle, tenant, app, release.version());
            audit.record(handle, tenant, "app.rolled-back", app, details(environment, release.version()));
            return release;
        });
    }

    /// The releases of an app, the newest first; of one environment or of all.
    Page<Release> list(TenantId tenant, String app, @Nullable Environment environment, PageRequest page) {
        var rows = database.inTenant(tenant, handle -> {
            var row = Apps.present(handle, tenant, app).orElseThrow(Fault::notFound);
            return handle.createQuery(
                            """
                            select r.*, l.release_id is not null as live
                              from release r
                              left join live_release l
                                     on l.tenant_id = r.tenant_id and l.app_id = r.app_id
                                    and l.environment = r.environment and l.release_id = r.id
                             where r.tenant_id = :tenant and r.app_id = :app and r.id < :before
                               and (:environment = '' or r.environment = :environment)
                             order by r.id desc limit :rows
                            """)
                    .bind("tenant", tenant)
                    .bind("app", row.id())
                    .bind("before", page.after(UUID::fromString).orElse(AFTER_ALL))
                    .bind("environment", environment == null ? "" : environment.name())
                    .bind("rows", page.rows())
                    .map((each, context) -> Release.of(each))
                    .list();
        });
        return Page.cut(rows, page, release -> release.id().toString());
    }

    /// Refuses a version that cannot run with the catalogue as it is; what it was checked against stays until the
    /// transaction ends.
    private void refuseUnfit(Handle handle, TenantId tenant, String app, int version) {
        var source = Apps.version(handle, tenant, app, version)
                .map(App::source)
                .orElseThrow(() -> Fault.invalid(
                        "/version", "unknown-version", "There is no version %d of this app.".formatted(version)));
        var violations = catalogue.check(handle, tenant, AppDocument.read(source.content(), source));
        if (!violations.isEmpty()) throw Definitions.invalid(violations);
    }

    private static Apps.Row held(Handle handle, TenantId tenant, String app) {
        return Apps.locked(handle, tenant, app)
                .filter(row -> !row.archived())
                .orElseThrow(Fault::notFound);
    }

    private static Optional<Release> live(Handle handle, TenantId tenant, UUID app, Environment environment) {
        return handle.createQuery(
                        """
                        select r.*, true as live
                          from live_release l
                          join release r on r.tenant_id = l.tenant_id and r.app_id = l.app_id
                                        and r.environment = l.environment and r.id = l.release_id
                         where l.tenant_id = :tenant and l.app_id = :app and l.environment = :environment
                        """)
                .bind("tenant", tenant)
                .bind("app", app)
                .bind("environment", environment.name())
                .map((row, context) -> Release.of(row))
                .findOne();
    }

    private static UUID append(
            Handle handle, Caller caller, UUID app, Environment environment, int version, @Nullable UUID previous) {
        return handle.createQuery(
                        """
                        insert into release (tenant_id, app_id, environment, number, version, previous_id, created_by)
                        select :tenant, :app, :environment, coalesce(max(number), 0) + 1, :version, :previous, :by
                          from release
                         where tenant_id = :tenant and app_id = :app and environment = :environment
                        returning id
                        """)
                .bind("tenant", caller.tenant())
                .bind("app", app)
                .bind("environment", environment.name())
                .bind("version", version)
                .bind("previous", previous)
                .bind("by", caller.principal().label())
                .mapTo(UUID.class)
                .one();
    }

    private static void point(Handle handle, TenantId tenant, UUID app, Environment environment, UUID release) {
        handle.createUpdate(
                        """
                        insert into live_release (tenant_id, app_id, environment, release_id)
                        values (:tenant, :app, :environment, :release)
                        on conflict (tenant_id, app_id, environment) do update
                        set release_id = excluded.release_id, since = now()
                        """)
                .bind("tenant", tenant)
                .bind("app", app)
                .bind("environment", environment.name())
                .bind("release", release)
                .execute();
    }

    private static Map<String, String> details(Environment environment, int version) {
        return Map.of("environment", environment.name(), "version", Integer.toString(version));
    }

    /// A release and whether it is new.
    record Made(Release release, boolean created) {}
}
