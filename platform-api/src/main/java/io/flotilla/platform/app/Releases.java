package io.flotilla.platform.app;

import io.flotilla.platform.access.Caller;
import io.flotilla.platform.audit.Audit;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.document.Definitions;
import io.flotilla.platform.page.Page;
import io.flotilla.platform.page.PageRequest;
import io.flotilla.platform.problem.Fault;
import io.flotilla.platform.version.StoredDocument;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What of an app is live where. Who changes it holds the app's row until the transaction ends.
@ApplicationScoped
class Releases {
    private static final UUID AFTER_ALL = new UUID(-1, -1);

    private final Database database;
    private final CatalogueCheck catalogue;
    private final Environments environments;
    private final Audit audit;

    Releases(Database database, CatalogueCheck catalogue, Environments environments, Audit audit) {
        this.database = database;
        this.catalogue = catalogue;
        this.environments = environments;
        this.audit = audit;
    }

    /// Makes a version live, and ends a canary that is on; a version that is the canary is promoted. One that is live already
    /// stays what it is.
    ///
    /// @throws Fault.Invalid `invalid-definition`, if the version names what is not there or cannot work
    Made make(Caller caller, String app, int version, Environment environment) {
        return change(caller, app, environment, "app.released", (handle, id, live) -> {
            if (live != null && live.release().version() == version) {
                return new Pointed(live.release().id(), null, null, false);
            }
            if (live != null && live.canary() != null && live.canary().version() == version) {
                return new Pointed(live.canary().id(), null, null, false);
            }
            refuseUnfit(handle, caller.tenant(), app, version);
            var previous = live == null ? null : live.release().id();
            return new Pointed(
                    LiveRelease.append(handle, caller, id, environment, version, previous), null, null, true);
        });
    }

    /// Tries a version out beside the one that is live: it gets `share` percent of the invocations. For a version that is
    /// being tried out, changes the share.
    ///
    /// @throws Fault.Invalid `invalid-definition`, if the version names what is not there or cannot work
    Made tryOut(Caller caller, String app, int version, Environment environment, int share) {
        return change(caller, app, environment, "app.canary-released", (handle, id, live) -> {
            if (live == null) {
                throw Fault.conflict("Nothing is live in '%s' to share with: release without 'share'.".formatted(environment));
            }
            var stable = live.release();
            if (stable.version() == version) throw Fault.conflict("Version %d is what is live.".formatted(version));
            var canary = live.canary();
            if (canary != null && canary.version() == version) {
                return new Pointed(stable.id(), canary.id(), share, false);
            }
            refuseUnfit(handle, caller.tenant(), app, version);
            var tried = LiveRelease.append(handle, caller, id, environment, version, stable.id());
            return new Pointed(stable.id(), tried, share, true);
        });
    }

    /// Makes the canary what is live.
    Release promote(Caller caller, String app, Environment environment) {
        return change(caller, app, environment, "app.canary-promoted", (handle, id, live) -> {
                    if (live == null || live.canary() == null) {
                        throw Fault.conflict("There is no canary in '%s'.".formatted(environment));
                    }
                    return new Pointed(live.canary().id(), null, null, false);
                })
                .release();
    }

    /// Ends the canary if there is one; else makes live again what was live before the present release.
    Release rollBack(Caller caller, String app, Environment environment) {
        return change(caller, app, environment, "app.rolled-back", (handle, id, live) -> {
                    if (live == null) throw Fault.conflict("Nothing is live in '%s'.".formatted(environment));
                    if (live.canary() != null) return new Pointed(live.release().id(), null, null, false);
                    var previous = live.release().previous();
                    if (previous == null) {
                        throw Fault.conflict("Nothing was live in '%s' before.".formatted(environment));
                    }
                    refuseUnfit(handle, caller.tenant(), app, version(handle, caller.tenant(), id, previous));
                    return new Pointed(previous, null, null, false);
                })
                .release();
    }

    /// The releases of an app, the newest first; of one environment or of all.
    Page<Release> list(TenantId tenant, String app, @Nullable Environment environment, PageRequest page) {
        var rows = database.inTenant(tenant, handle -> {
            var row = Apps.VERSIONS.rows().present(handle, tenant, app).orElseThrow(Fault::notFound);
            return handle.createQuery(Release.SELECT + """
                             and r.id < :before and (:environment = '' or r.environment = :environment)
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

    /// Does a change to what is live, if it is one, and tells what it was about: the canary, or else what is live.
    private Made change(Caller caller, String app, Environment environment, String action, Change change) {
        var tenant = caller.tenant();
        return database.inTenant(tenant, handle -> {
            var row = Apps.VERSIONS.rows().held(handle, tenant, app);
            environments.refuseUnknown(handle, tenant, environment, "/environment");
            var before = LiveRelease.find(handle, tenant, row.id(), environment).orElse(null);
            var wanted = change.make(handle, row.id(), before);
            LiveRelease.point(
                    handle, tenant, row.id(), environment, wanted.release(), wanted.canary(), wanted.share());
            var after = LiveRelease.find(handle, tenant, row.id(), environment).orElseThrow();
            var release = after.canary() == null ? after.release() : after.canary();
            if (!Objects.equals(after, before)) {
                audit.changed(handle, tenant, action, app, details(environment, release), before, after);
            }
            return new Made(release, wanted.created());
        });
    }

    /// Refuses a version that cannot run with the catalogue as it is; what it was checked against stays until the
    /// transaction ends.
    private void refuseUnfit(Handle handle, TenantId tenant, String app, int version) {
        var source = Apps.VERSIONS
                .document(handle, tenant, app, version)
                .map(StoredDocument::source)
                .orElseThrow(() -> Fault.invalid(
                        "/version", "unknown-version", "There is no version %d of this app.".formatted(version)));
        var violations = catalogue.check(handle, tenant, AppDocument.read(source.content(), source));
        if (!violations.isEmpty()) throw Definitions.invalid(violations);
    }

    private static int version(Handle handle, TenantId tenant, UUID app, UUID release) {
        return handle.createQuery(Release.SELECT + " and r.id = :release")
                .bind("tenant", tenant)
                .bind("app", app)
                .bind("release", release)
                .map((row, context) -> Release.of(row))
                .one()
                .version();
    }

    private static Map<String, String> details(Environment environment, Release release) {
        return Map.of(
                "environment", environment.name(),
                "version", Integer.toString(release.version()),
                "share", Integer.toString(release.share() == null ? 0 : release.share()));
    }

    /// Decides what is to be live.
    private interface Change {
        Pointed make(Handle handle, UUID app, @Nullable LiveRelease live);
    }

    /// What is to be live.
    private record Pointed(
            UUID release, @Nullable UUID canary, @Nullable Integer share, boolean created) {}

    /// A release and whether it is new.
    record Made(Release release, boolean created) {}
}
