package io.flotilla.platform.app;

import io.flotilla.platform.access.Caller;
import io.flotilla.platform.access.Reach;
import io.flotilla.platform.audit.Audit;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.document.Definitions;
import io.flotilla.platform.page.Page;
import io.flotilla.platform.page.PageRequest;
import io.flotilla.platform.problem.Fault;
import io.flotilla.platform.problem.Violation;
import io.flotilla.platform.version.StoredDocument;
import io.flotilla.platform.version.Versions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The tenant's apps and their versions.
@ApplicationScoped
class Apps {
    static final Versions<App> VERSIONS = new Versions<>(
            "app", AppDocument.COLUMNS, List.of("t.labels", "v.labels as version_labels"), App::of);

    private final Database database;
    private final CatalogueCheck catalogue;
    private final ScenarioCheck scenarios;
    private final Audit audit;

    Apps(Database database, CatalogueCheck catalogue, ScenarioCheck scenarios, Audit audit) {
        this.database = database;
        this.catalogue = catalogue;
        this.scenarios = scenarios;
        this.audit = audit;
    }

    /// What its author may want to know of a document that could be published, also what would keep it from being released.
    ///
    /// @throws Fault.Invalid `invalid-definition`, if it could not
    List<Violation> warnings(TenantId tenant, AppDocument document) {
        return database.inTenant(tenant, handle -> {
            refuseUnknownScenario(handle, tenant, document);
            return warnings(handle, tenant, document);
        });
    }

    /// Publishes the document: as a new version, or as the one that had the same content.
    Published put(Caller caller, AppDocument document, @Nullable String ifMatch) {
        return database.inTenant(caller.tenant(), handle -> put(handle, caller, document, ifMatch));
    }

    /// The same in a transaction of the tenant.
    Published put(Handle handle, Caller caller, AppDocument document, @Nullable String ifMatch) {
        var tenant = caller.tenant();
        refuseUnknownScenario(handle, tenant, document);
        var warnings = warnings(handle, tenant, document);
        refuseRetiredModels(warnings);
        var put = VERSIONS.put(handle, caller, document, ifMatch);
        if (put.moved()) recordPublished(handle, tenant, put);
        return new Published(put.version(), put.created(), warnings);
    }

    App byName(TenantId tenant, String name) {
        return database.inTenant(tenant, handle -> VERSIONS.current(handle, tenant, name))
                .orElseThrow(Fault::notFound);
    }

    App version(TenantId tenant, String name, int version) {
        return database.inTenant(tenant, handle -> VERSIONS.version(handle, tenant, name, version))
                .orElseThrow(Fault::notFound);
    }

    /// A version's document as it was given; without a number, that of the version put last.
    StoredDocument document(TenantId tenant, String name, @Nullable Integer version) {
        return database.inTenant(tenant, handle -> VERSIONS.document(handle, tenant, name, version))
                .orElseThrow(Fault::notFound);
    }

    /// The apps asked for that are within the caller's reach, by name.
    Page<App> list(TenantId tenant, AppQuestion question, Reach reach, PageRequest page) {
        return database.inTenant(tenant, handle -> VERSIONS.list(handle, tenant, question.filter(reach), page));
    }

    /// The versions of an app, the newest first.
    Page<App> versions(TenantId tenant, String name, PageRequest page) {
        return database.inTenant(tenant, handle -> VERSIONS.versions(handle, tenant, name, page));
    }

    /// Takes an app out of the catalogue, and what is live of it out of its environments. Its versions and releases stay:
    /// past invocations ran them.
    void archive(Caller caller, String name) {
        var tenant = caller.tenant();
        database.useTenant(tenant, handle -> {
            var row = VERSIONS.rows().held(handle, tenant, name);
            handle.createUpdate("delete from live_release where tenant_id = :tenant and app_id = :app")
                    .bind("tenant", tenant)
                    .bind("app", row.id())
                    .execute();
            var before = VERSIONS.current(handle, tenant, name).orElse(null);
            VERSIONS.rows().archive(handle, tenant, row, true);
            audit.changed(handle, tenant, "app.deleted", name, seen(before), null);
        });
    }

    /// Brings an archived app back as it was. Nothing of it is live until a version is released.
    App unarchive(Caller caller, String name) {
        var tenant = caller.tenant();
        return database.inTenant(tenant, handle -> {
            var row = VERSIONS.rows().locked(handle, tenant, name).orElseThrow(Fault::notFound);
            if (row.archived()) VERSIONS.rows().archive(handle, tenant, row, false);
            var app = VERSIONS.current(handle, tenant, name).orElseThrow();
            if (row.archived()) audit.changed(handle, tenant, "app.restored", name, null, app.seen());
            return app;
        });
    }

    /// Replaces the labels of an app.
    App label(Caller caller, String name, Labels labels) {
        var tenant = caller.tenant();
        return database.inTenant(tenant, handle -> {
            var row = VERSIONS.rows().held(handle, tenant, name);
            var before = VERSIONS.current(handle, tenant, name).orElse(null);
            handle.createUpdate("""
                            update app set labels = cast(:labels as jsonb), updated_at = now()
                            where tenant_id = :tenant and id = :app
                            """)
                    .bind("labels", labels.json())
                    .bind("tenant", tenant)
                    .bind("app", row.id())
                    .execute();
            var app = VERSIONS.current(handle, tenant, name).orElseThrow();
            audit.changed(handle, tenant, "app.labelled", name, labels.values(), seen(before), app.seen());
            return app;
        });
    }

    /// Replaces the labels of a version.
    App label(Caller caller, String name, int version, Labels labels) {
        var tenant = caller.tenant();
        return database.inTenant(tenant, handle -> {
            var row = VERSIONS.rows().held(handle, tenant, name);
            int found = handle.createUpdate("""
                            update app_version set labels = cast(:labels as jsonb)
                            where tenant_id = :tenant and app_id = :app and number = :version
                            """)
                    .bind("labels", labels.json())
                    .bind("tenant", tenant)
                    .bind("app", row.id())
                    .bind("version", version)
                    .execute();
            if (found == 0) throw Fault.notFound();
            audit.record(handle, tenant, "app-version.labelled", "%s/%d".formatted(name, version), labels.values());
            return VERSIONS.version(handle, tenant, name, version).orElseThrow();
        });
    }

    private void refuseUnknownScenario(Handle handle, TenantId tenant, AppDocument document) {
        scenarios.refusal(handle, tenant, document).ifPresent(violation -> {
            throw Definitions.invalid(List.of(violation));
        });
    }

    private List<Violation> warnings(Handle handle, TenantId tenant, AppDocument document) {
        return Stream.of(
                        document.warnings(),
                        scenarios.warning(handle, tenant, document).stream().toList(),
                        catalogue.check(handle, tenant, document),
                        catalogue.ending(handle, tenant, document))
                .flatMap(List::stream)
                .toList();
    }

    /// What is not there may come before the release; what is retired does not come back.
    private static void refuseRetiredModels(List<Violation> warnings) {
        var retired = warnings.stream()
                .filter(each -> each.code().equals("retired-model"))
                .toList();
        if (!retired.isEmpty()) throw Definitions.invalid(retired);
    }

    private void recordPublished(Handle handle, TenantId tenant, Versions.Put<App> put) {
        var app = put.version();
        var details = Map.of("version", Integer.toString(app.version()), "hash", app.hash());
        audit.changed(handle, tenant, "app.published", app.name(), details, seen(put.before()), app.seen());
    }

    private static App.@Nullable Seen seen(@Nullable App app) {
        return app == null ? null : app.seen();
    }

    /// The version that was put, and whether it is new.
    record Published(App app, boolean created, List<Violation> warnings) {}
}
