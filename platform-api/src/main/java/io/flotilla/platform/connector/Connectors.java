package io.flotilla.platform.connector;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.flotilla.app.ConnectorReader;
import io.flotilla.app.Reading;
import io.flotilla.app.connector.ConnectorDefinition;
import io.flotilla.platform.access.Caller;
import io.flotilla.platform.audit.Audit;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.page.Page;
import io.flotilla.platform.page.PageRequest;
import io.flotilla.platform.problem.Fault;
import io.flotilla.platform.resource.Name;
import io.flotilla.platform.resource.Revision;
import io.flotilla.platform.secret.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The tenant's connectors and their versions. Who writes a connector holds its row until the transaction ends, so that
/// version numbers have no gap and no repeat.
@ApplicationScoped
public class Connectors {
    private final Database database;
    private final Secrets secrets;
    private final ConnectorUsers users;
    private final Audit audit;

    Connectors(Database database, Secrets secrets, ConnectorUsers users, Audit audit) {
        this.database = database;
        this.secrets = secrets;
        this.users = users;
        this.audit = audit;
    }

    /// The connector of that name as apps may use it, in the caller's tenant transaction; it stays in the catalogue until the
    /// transaction ends. Empty if there is none.
    public Optional<UsableConnector> usable(Handle handle, TenantId tenant, String name) {
        return handle.createQuery(
                        """
                        select v.definition from connector c
                        join connector_version v
                          on v.tenant_id = c.tenant_id and v.connector_id = c.id and v.number = c.version
                        where c.tenant_id = :tenant and c.name = :name and c.archived_at is null
                        for share of c
                        """)
                .bind("tenant", tenant)
                .bind("name", name)
                .mapTo(String.class)
                .findOne()
                .map(text -> read(text))
                .map(definition -> new UsableConnector(
                        definition, SecretNames.missing(secrets, handle, tenant, definition.secrets())));
    }

    /// Makes the document the version in use: a new one, or the one that had the same content.
    Put put(Caller caller, ConnectorDocument document, @Nullable String ifMatch) {
        var tenant = caller.tenant();
        return database.inTenant(tenant, handle -> {
            document.refuseUnknownSecrets(
                    SecretNames.missing(secrets, handle, tenant, document.definition().secrets()));
            var row = hold(handle, tenant, document.name());
            if (row.archived()) Revision.matchNone(ifMatch);
            else new Revision(row.version()).match(ifMatch);
            var known = versionOf(handle, tenant, row.id(), document.hash());
            int version = known.isPresent() ? known.get() : append(handle, caller, row.id(), document);
            if (row.archived() || version != row.version()) use(handle, tenant, row.id(), document.name(), version);
            return new Put(version(handle, tenant, document.name(), version), known.isEmpty());
        });
    }

    Connector byName(TenantId tenant, String name) {
        return database.inTenant(tenant, handle -> handle.createQuery(
                        """
                        select c.name, v.* from connector c
                        join connector_version v
                          on v.tenant_id = c.tenant_id and v.connector_id = c.id and v.number = c.version
                        where c.tenant_id = :tenant and c.name = :name and c.archived_at is null
                        """)
                .bind("tenant", tenant)
                .bind("name", name)
                .map((row, context) -> Connector.of(row))
                .findOne()
                .orElseThrow(Fault::notFound));
    }

    Connector version(TenantId tenant, String name, int version) {
        return database.inTenant(tenant, handle -> version(handle, tenant, name, version));
    }

    Page<Connector> list(TenantId tenant, PageRequest page) {
        var rows = database.inTenant(tenant, handle -> handle.createQuery(
                        """
                        select c.name, v.* from connector c
                        join connector_version v
                          on v.tenant_id = c.tenant_id and v.connector_id = c.id and v.number = c.version
                        where c.tenant_id = :tenant and c.archived_at is null and c.name > :after
                        order by c.tenant_id, c.name limit :rows
                        """)
                .bind("tenant", tenant)
                .bind("after", page.after(Name::cursor).orElse(""))
                .bind("rows", page.rows())
                .map((row, context) -> Connector.of(row).brief())
                .list());
        return Page.cut(rows, page, Connector::name);
    }

    /// The versions of a connector, the newest first.
    Page<Connector> versions(TenantId tenant, String name, PageRequest page) {
        var rows = database.inTenant(tenant, handle -> handle.createQuery(
                        """
                        select c.name, v.* from connector c
                        join connector_version v on v.tenant_id = c.tenant_id and v.connector_id = c.id
                        where c.tenant_id = :tenant and c.name = :name and c.archived_at is null and v.number < :before
                        order by v.tenant_id, v.connector_id, v.number desc limit :rows
                        """)
                .bind("tenant", tenant)
                .bind("name", name)
                .bind("before", page.after(Integer::parseInt).orElse(Integer.MAX_VALUE))
                .bind("rows", page.rows())
                .map((row, context) -> Connector.of(row).brief())
                .list());
        if (rows.isEmpty() && page.after(Integer::parseInt).isEmpty()) throw Fault.notFound();
        return Page.cut(rows, page, connector -> Integer.toString(connector.version()));
    }

    /// Takes a connector that nothing live uses out of the catalogue. Its versions stay: past invocations ran with them.
    void archive(Caller caller, String name) {
        var tenant = caller.tenant();
        database.useTenant(tenant, handle -> {
            var row = locked(handle, tenant, name).filter(each -> !each.archived()).orElseThrow(Fault::notFound);
            users.userOfConnector(handle, tenant, name).ifPresent(user -> {
                throw Fault.conflict("It is used by %s.".formatted(user));
            });
            handle.createUpdate(
                            """
                            update connector set archived_at = now(), updated_at = now()
                            where tenant_id = :tenant and id = :id
                            """)
                    .bind("tenant", tenant)
                    .bind("id", row.id())
                    .execute();
            audit.record(handle, tenant, "connector.deleted", name, Map.of());
        });
    }

    private static int append(Handle handle, Caller caller, UUID connector, ConnectorDocument document) {
        return handle.createQuery(
                        """
                        insert into connector_version (tenant_id, connector_id, number, hash, type, definition, source,
                                                       source_type, secrets, created_by)
                        select :tenant, :connector, coalesce(max(number), 0) + 1, :hash, :type, :definition, :source,
                               :sourceType, :secrets, :by
                          from connector_version where tenant_id = :tenant and connector_id = :connector
                        returning number
                        """)
                .bind("tenant", caller.tenant())
                .bind("connector", connector)
                .bind("hash", document.hash())
                .bind("type", document.definition().spec().type())
                .bind("definition", document.canonical())
                .bind("source", document.source().text())
                .bind("sourceType", document.source().format().word())
                .bindArray("secrets", String.class, document.definition().secrets())
                .bind("by", caller.principal().label())
                .mapTo(Integer.class)
                .one();
    }

    private void use(Handle handle, TenantId tenant, UUID connector, String name, int version) {
        handle.createUpdate(
                        """
                        update connector set version = :version, archived_at = null, updated_at = now()
                        where tenant_id = :tenant and id = :connector
                        """)
                .bind("version", version)
                .bind("tenant", tenant)
                .bind("connector", connector)
                .execute();
        audit.record(handle, tenant, "connector.written", name, Map.of("version", Integer.toString(version)));
    }

    private static Optional<Integer> versionOf(Handle handle, TenantId tenant, UUID connector, String hash) {
        return handle.createQuery(
                        """
                        select number from connector_version
                        where tenant_id = :tenant and connector_id = :connector and hash = :hash
                        """)
                .bind("tenant", tenant)
                .bind("connector", connector)
                .bind("hash", hash)
                .mapTo(Integer.class)
                .findOne();
    }

    private static Connector version(Handle handle, TenantId tenant, String name, int version) {
        return handle.createQuery(
                        """
                        select c.name, v.* from connector c
                        join connector_version v
                          on v.tenant_id = c.tenant_id and v.connector_id = c.id and v.number = :version
                        where c.tenant_id = :tenant and c.name = :name and c.archived_at is null
                        """)
                .bind("tenant", tenant)
                .bind("name", name)
                .bind("version", version)
                .map((row, context) -> Connector.of(row))
                .findOne()
                .orElseThrow(Fault::notFound);
    }

    /// The connector's row, locked; made as an archived one if there was none, which the transaction fills or drops.
    private static Row hold(Handle handle, TenantId tenant, String name) {
        handle.createUpdate(
                        """
                        insert into connector (tenant_id, name, version, archived_at) values (:tenant, :name, 0, now())
                        on conflict (tenant_id, name) do nothing
                        """)
                .bind("tenant", tenant)
                .bind("name", name)
                .execute();
        return locked(handle, tenant, name).orElseThrow();
    }

    private static Optional<Row> locked(Handle handle, TenantId tenant, String name) {
        return handle.createQuery(
                        """
                        select id, version, archived_at is not null as archived from connector
                        where tenant_id = :tenant and name = :name for update
                        """)
                .bind("tenant", tenant)
                .bind("name", name)
                .map((row, context) -> new Row(
                        row.getObject("id", UUID.class), row.getInt("version"), row.getBoolean("archived")))
                .findOne();
    }

    private static ConnectorDefinition read(String canonical) {
        return switch (ConnectorReader.read(canonical.getBytes(UTF_8), "connector.json")) {
            case Reading.Read<ConnectorDefinition> read -> read.definition();
            case Reading.Refused<ConnectorDefinition> _ ->
                throw Fault.conflict("A connector was written under older rules: put its document again.");
        };
    }

    /// A connector at the version that was put, and whether that version is new.
    record Put(Connector connector, boolean created) {}

    private record Row(UUID id, int version, boolean archived) {}
}
