package io.flotilla.platform.connector;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.flotilla.app.ConnectorReader;
import io.flotilla.app.Reading;
import io.flotilla.app.connector.ConnectorDefinition;
import io.flotilla.platform.access.Caller;
import io.flotilla.platform.audit.Audit;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.document.Source;
import io.flotilla.platform.page.Page;
import io.flotilla.platform.page.PageRequest;
import io.flotilla.platform.problem.Fault;
import io.flotilla.platform.secret.Secrets;
import io.flotilla.platform.version.StoredDocument;
import io.flotilla.platform.version.Versions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The tenant's connectors and their versions.
@ApplicationScoped
public class Connectors {
    private static final Versions<Connector> VERSIONS =
            new Versions<>("connector", ConnectorDocument.COLUMNS, List.of(), Connector::of);

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
    Versions.Put<Connector> put(Caller caller, ConnectorDocument document, @Nullable String ifMatch) {
        return database.inTenant(caller.tenant(), handle -> put(handle, caller, document, ifMatch));
    }

    /// A connector as a file takes it along: its document in use, and the names of the secrets it needs. In the caller's tenant
    /// transaction.
    public Optional<Exported> export(Handle handle, TenantId tenant, String name) {
        return VERSIONS.current(handle, tenant, name).map(connector -> new Exported(
                VERSIONS.document(handle, tenant, name, connector.version())
                        .orElseThrow()
                        .source(),
                connector.secrets()));
    }

    /// Takes a connector's document out of a file, in the caller's tenant transaction. One that is there already under the name is
    /// kept, unless it is to be replaced.
    ///
    /// @throws Fault.Invalid `invalid-definition`, if the document is wrong, or names secrets that are missing
    public ImportedConnector take(Handle handle, Caller caller, byte[] content, Source source, boolean replace) {
        var document = ConnectorDocument.read(content, source);
        var present = VERSIONS.current(handle, caller.tenant(), document.name());
        if (present.isPresent() && !replace) {
            return new ImportedConnector(document.name(), present.get().version(), "kept");
        }
        var put = put(handle, caller, document, null);
        var outcome = present.isEmpty() ? "created" : put.moved() ? "replaced" : "kept";
        return new ImportedConnector(document.name(), put.version().version(), outcome);
    }

    private Versions.Put<Connector> put(
            Handle handle, Caller caller, ConnectorDocument document, @Nullable String ifMatch) {
        var tenant = caller.tenant();
        document.refuseUnknownSecrets(
                SecretNames.missing(secrets, handle, tenant, document.definition().secrets()));
        var put = VERSIONS.put(handle, caller, document, ifMatch);
        var number = Integer.toString(put.version().version());
        if (put.moved()) {
            audit.changed(
                    handle,
                    tenant,
                    "connector.written",
                    document.name(),
                    Map.of("version", number),
                    seen(put.before()),
                    put.version().seen());
        }
        return put;
    }

    Connector byName(TenantId tenant, String name) {
        return database.inTenant(tenant, handle -> VERSIONS.current(handle, tenant, name))
                .orElseThrow(Fault::notFound);
    }

    Connector version(TenantId tenant, String name, int version) {
        return database.inTenant(tenant, handle -> VERSIONS.version(handle, tenant, name, version))
                .orElseThrow(Fault::notFound);
    }

    /// A version's document as it was given; without a number, that of the version in use.
    StoredDocument document(TenantId tenant, String name, @Nullable Integer version) {
        return database.inTenant(tenant, handle -> VERSIONS.document(handle, tenant, name, version))
                .orElseThrow(Fault::notFound);
    }

    Page<Connector> list(TenantId tenant, PageRequest page) {
        return database.inTenant(tenant, handle -> VERSIONS.list(handle, tenant, Versions.Filter.NONE, page));
    }

    /// The versions of a connector, the newest first.
    Page<Connector> versions(TenantId tenant, String name, PageRequest page) {
        return database.inTenant(tenant, handle -> VERSIONS.versions(handle, tenant, name, page));
    }

    /// Takes a connector that nothing live uses out of the catalogue. Its versions stay: past invocations ran with them.
    void archive(Caller caller, String name) {
        var tenant = caller.tenant();
        database.useTenant(tenant, handle -> {
            var row = VERSIONS.rows().held(handle, tenant, name);
            users.userOfConnector(handle, tenant, name).ifPresent(user -> {
                throw Fault.conflict("It is used by %s.".formatted(user));
            });
            var before = VERSIONS.current(handle, tenant, name).orElse(null);
            VERSIONS.rows().archive(handle, tenant, row, true);
            audit.changed(handle, tenant, "connector.deleted", name, seen(before), null);
        });
    }

    private static Connector.@Nullable Seen seen(@Nullable Connector connector) {
        return connector == null ? null : connector.seen();
    }

    private static ConnectorDefinition read(String canonical) {
        return switch (ConnectorReader.read(canonical.getBytes(UTF_8), "connector.json")) {
            case Reading.Read<ConnectorDefinition> read -> read.definition();
            case Reading.Refused<ConnectorDefinition> _ ->
                throw Fault.conflict("A connector was written under older rules: put its document again.");
        };
    }

    /// A connector as it goes into a file.
    public record Exported(Source source, List<String> secrets) {
        public Exported {
            secrets = List.copyOf(secrets);
        }
    }

    /// What became of a connector's document out of a file.
    ///
    /// @param outcome `created`, `kept` or `replaced`
    public record ImportedConnector(String name, int version, String outcome) {}
}
