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
import io.flotilla.platform.resource.Name;
import io.flotilla.platform.resource.Revision;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/// The tenant's apps and their versions. Who writes an app holds its row until the transaction ends, so that version numbers
/// have no gap and no repeat.
@ApplicationScoped
class Apps {
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
    Put put(Caller caller, AppDocument document, @Nullable String ifMatch) {
        var tenant = caller.tenant();
        return database.inTenant(tenant, handle -> {
            refuseUnknownScenario(handle, tenant, document);
            var row = hold(handle, tenant, document.name());
            if (row.archived()) Revision.matchNone(ifMatch);
            else new Revision(row.version()).match(ifMatch);
            var known = versionOf(handle, tenant, row.id(), document.hash());
            int version = known.isPresent() ? known.get() : append(handle, caller, row.id(), document);
            if (row.archived() || version != row.version()) last(handle, tenant, row.id(), document, version);
            var app = version(handle, tenant, document.name(), version).orElseThrow();
            return new Put(app, known.isEmpty(), warnings(handle, tenant, document));
        });
    }

    App byName(TenantId tenant, String name) {
        return database.inTenant(tenant, handle -> handle.createQuery(
                        """
                        select a.name, v.* from app a
                        join app_version v on v.tenant_id = a.tenant_id and v.app_id = a.id and v.number = a.version
                        where a.tenant_id = :tenant and a.name = :name and a.archived_at is null
                        """)
                .bind("tenant", tenant)
                .bind("name", name)
                .map((row, context) -> App.of(row))
                .findOne()
                .orElseThrow(Fault::notFound));
    }

    App version(TenantId tenant, String name, int version) {
        return database.inTenant(tenant, handle -> version(handle, tenant, name, version))
                .orElseThrow(Fault::notFound);
    }

    Page<App> list(TenantId tenant, Reach reach, PageRequest page) {
        var apps = reach.apps();
        var rows = database.inTenant(tenant, handle -> handle.createQuery(
                        """
                        select a.name, v.* from app a
                        join app_version v on v.tenant_id = a.tenant_id and v.app_id = a.id and v.number = a.version
                        where a.tenant_id = :tenant and a.archived_at is null and a.name > :after
                          and (cast(:apps as text[]) is null or a.name = any(:apps))
                        order by a.tenant_id, a.name limit :rows
                        """)
                .bind("tenant", tenant)
                .bind("apps", apps == null ? null : apps.toArray(String[]::new))
                .bind("after", page.after(Name::cursor).orElse(""))
                .bind("rows", page.rows())
                .map((row, context) -> App.of(row).brief())
                .list());
        return Page.cut(rows, page, App::name);
    }

    /// The versions of an app, the newest first.
    Page<App> versions(TenantId tenant, String name, PageRequest page) {
        var before = page.after(Integer::parseInt);
        var rows = database.inTenant(tenant, handle -> handle.createQuery(
                        """
                        select a.name, v.* from app a
                        join app_version v on v.tenant_id = a.tenant_id and v.app_id = a.id
                        where a.tenant_id = :tenant and a.name = :name and a.archived_at is null and v.number < :before
                        order by v.tenant_id, v.app_id, v.number desc limit :rows
                        """)
                .bind("tenant", tenant)
                .bind("name", name)
                .bind("before", before.orElse(Integer.MAX_VALUE))
                .bind("rows", page.rows())
                .map((row, context) -> App.of(row).brief())
                .list());
        if (rows.isEmpty() && before.isEmpty()) throw Fault.notFound();
        return Page.cut(rows, page, app -> Integer.toString(app.version()));
    }

    /// Takes an app out of the catalogue, and what is live of it out of its environments. Its versions and releases stay:
    /// past invocations ran them.
    void archive(Caller caller, String name) {
        var tenant = caller.tenant();
        database.useTenant(tenant, handle -> {
            var row = locked(handle, tenant, name).filter(each -> !each.archived()).orElseThrow(Fault::notFound);
            handle.createUpdate("delete from live_release where tenant_id = :tenant and app_id = :app")
                    .bind("tenant", tenant)
                    .bind("app", row.id())
                    .execute();
            handle.createUpdate(
                            """
                            update app set archived_at = now(), updated_at = now() where tenant_id = :tenant and id = :app
                            """)
                    .bind("tenant", tenant)
                    .bind("app", row.id())
                    .execute();
            audit.record(handle, tenant, "app.deleted", name, Map.of());
        });
    }

    /// The app's row, locked until the transaction ends.
    static Optional<Row> locked(Handle handle, TenantId tenant, String name) {
        return handle.createQuery(
                        """
                        select id, version, archived_at is not null as archived from app
                        where tenant_id = :tenant and name = :name for update
                        """)
                .bind("tenant", tenant)
                .bind("name", name)
                .map(Apps::row)
                .findOne();
    }

    /// The app's row as it is.
    static Optional<Row> present(Handle handle, TenantId tenant, String name) {
        return handle.createQuery(
                        """
                        select id, version, false as archived from app
                        where tenant_id = :tenant and name = :name and archived_at is null
                        """)
                .bind("tenant", tenant)
                .bind("name", name)
                .map(Apps::row)
                .findOne();
    }

    /// A version of an app that is not archived.
    static Optional<App> version(Handle handle, TenantId tenant, String name, int version) {
        return handle.createQuery(
                        """
                        select a.name, v.* from app a
                        join app_version v on v.tenant_id = a.tenant_id and v.app_id = a.id and v.number = :version
                        where a.tenant_id = :tenant and a.name = :name and a.archived_at is null
                        """)
                .bind("tenant", tenant)
                .bind("name", name)
                .bind("version", version)
                .map((row, context) -> App.of(row))
                .findOne();
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
                        catalogue.check(handle, tenant, document))
                .flatMap(List::stream)
                .toList();
    }

    private static int append(Handle handle, Caller caller, UUID app, AppDocument document) {
        return handle.createQuery(
                        """
                        insert into app_version (tenant_id, app_id, number, hash, title, scenario, definition, source,
                                                 source_type, models, connectors, created_by)
                        select :tenant, :app, coalesce(max(number), 0) + 1, :hash, :title, :scenario, :definition, :source,
                               :sourceType, :models, :connectors, :by
                          from app_version where tenant_id = :tenant and app_id = :app
                        returning number
                        """)
                .bind("tenant", caller.tenant())
                .bind("app", app)
                .bind("hash", document.hash())
                .bind("title", document.title())
                .bind("scenario", document.definition().spec().scenario())
                .bind("definition", document.canonical())
                .bind("source", document.source().text())
                .bind("sourceType", document.source().format().word())
                .bindArray("models", String.class, document.models())
                .bindArray("connectors", String.class, document.connectors())
                .bind("by", caller.principal().label())
                .mapTo(Integer.class)
                .one();
    }

    private void last(Handle handle, TenantId tenant, UUID app, AppDocument document, int version) {
        handle.createUpdate(
                        """
                        update app set version = :version, archived_at = null, updated_at = now()
                        where tenant_id = :tenant and id = :app
                        """)
                .bind("version", version)
                .bind("tenant", tenant)
                .bind("app", app)
                .execute();
        audit.record(
                handle,
                tenant,
                "app.published",
                document.name(),
                Map.of("version", Integer.toString(version), "hash", document.hash()));
    }

    private static Optional<Integer> versionOf(Handle handle, TenantId tenant, UUID app, String hash) {
        return handle.createQuery(
                        "select number from app_version where tenant_id = :tenant and app_id = :app and hash = :hash")
                .bind("tenant", tenant)
                .bind("app", app)
                .bind("hash", hash)
                .mapTo(Integer.class)
                .findOne();
    }

    /// The app's row, locked; made as an archived one if there was none, which the transaction fills or drops.
    private static Row hold(Handle handle, TenantId tenant, String name) {
        handle.createUpdate(
                        """
                        insert into app (tenant_id, name, version, archived_at) values (:tenant, :name, 0, now())
                        on conflict (tenant_id, name) do nothing
                        """)
                .bind("tenant", tenant)
                .bind("name", name)
                .execute();
        return locked(handle, tenant, name).orElseThrow();
    }

    private static Row row(ResultSet row, StatementContext context) throws SQLException {
        return new Row(row.getObject("id", UUID.class), row.getInt("version"), row.getBoolean("archived"));
    }

    /// The version that was put, and whether it is new.
    record Put(App app, boolean created, List<Violation> warnings) {}

    /// What a writer needs to know of an app.
    record Row(UUID id, int version, boolean archived) {}
}
