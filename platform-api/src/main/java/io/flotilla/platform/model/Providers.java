package io.flotilla.platform.model;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.flotilla.messages.ProbeTarget;
import io.flotilla.platform.access.Caller;
import io.flotilla.platform.audit.Audit;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.page.Page;
import io.flotilla.platform.page.PageRequest;
import io.flotilla.platform.problem.Fault;
import io.flotilla.platform.resource.Name;
import io.flotilla.platform.resource.Revision;
import io.flotilla.platform.resource.Written;
import io.flotilla.platform.secret.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The providers of a tenant, or of the platform. Who writes a provider holds its row until the transaction ends, so that writers take turns.
@ApplicationScoped
class Providers {
    private final Database database;
    private final Secrets secrets;
    private final Audit audit;

    Providers(Database database, Secrets secrets, Audit audit) {
        this.database = database;
        this.secrets = secrets;
        this.audit = audit;
    }

    /// A new provider.
    ///
    /// @throws Fault.Conflict if there is one of that name
    Written<Provider> create(Caller caller, ProviderRequest.Checked request) {
        return database.inTenant(caller.tenant(), handle -> {
            var row = hold(handle, caller.tenant(), request);
            if (!row.archived()) {
                throw Fault.conflict("There is a provider called '%s' already.".formatted(request.name()));
            }
            return write(handle, caller, row, request);
        });
    }

    /// The provider as asked for, new or replaced.
    Written<Provider> put(Caller caller, ProviderRequest.Checked request, @Nullable String ifMatch) {
        return database.inTenant(caller.tenant(), handle -> {
            var row = hold(handle, caller.tenant(), request);
            if (row.archived()) Revision.matchNone(ifMatch);
            else row.provider().revision().match(ifMatch);
            return write(handle, caller, row, request);
        });
    }

    Provider byName(TenantId tenant, String name) {
        return database.inTenant(tenant, handle -> handle.createQuery(
                        """
                        select * from provider where tenant_id = :tenant and name = :name and archived_at is null
                        """)
                .bind("tenant", tenant)
                .bind("name", name)
                .map((row, context) -> Row.of(row).provider())
                .findOne()
                .orElseThrow(Fault::notFound));
    }

    /// A provider as a worker tries it out.
    ProbeTarget target(Handle handle, TenantId tenant, String name) {
        var row = locked(handle, tenant, name).filter(each -> !each.archived()).orElseThrow(Fault::notFound);
        var secret = row.secret();
        return new ProbeTarget.OfProvider(
                row.provider().kind(),
                row.provider().baseUrl(),
                secret == null ? null : secrets.sealed(handle, tenant, secret).orElse(null));
    }

    Page<Provider> list(TenantId tenant, PageRequest page) {
        var rows = database.inTenant(tenant, handle -> handle.createQuery(
                        """
                        select * from provider
                        where tenant_id = :tenant and archived_at is null and name > :after
                        order by tenant_id, name limit :rows
                        """)
                .bind("tenant", tenant)
                .bind("after", page.after(Name::cursor).orElse(""))
                .bind("rows", page.rows())
                .map((row, context) -> Row.of(row).provider())
                .list());
        return Page.cut(rows, page, Provider::name);
    }

    /// Takes a provider that serves no model any more out of the catalogue, and forgets its key.
    void archive(Caller caller, String name) {
        database.useTenant(caller.tenant(), handle -> {
            var row = locked(handle, caller.tenant(), name)
                    .filter(each -> !each.archived())
                    .orElseThrow(Fault::notFound);
            servedModel(handle, caller.tenant(), row.provider().id()).ifPresent(model -> {
                throw Fault.conflict("It serves the model '%s': delete that first.".formatted(model));
            });
            handle.createUpdate(
                            """
                            update provider
                            set archived_at = now(), updated_at = now(), secret = null, revision = revision + 1
                            where tenant_id = :tenant and id = :id
                            """)
                    .bind("tenant", caller.tenant())
                    .bind("id", row.provider().id())
                    .execute();
            secrets.delete(handle, caller.tenant(), secretName(name));
            audit.changed(handle, caller.tenant(), "provider.deleted", name, row.provider(), null);
        });
    }

    private Written<Provider> write(Handle handle, Caller caller, Row row, ProviderRequest.Checked request) {
        var written = handle.createQuery(
                        """
                        update provider
                        set kind = :kind, base_url = :baseUrl, secret = :secret,
                            archived_at = null, updated_at = now(), revision = revision + 1
                        where tenant_id = :tenant and id = :id
                        returning *
                        """)
                .bind("kind", request.kind())
                .bind("baseUrl", request.baseUrl().toString())
                .bind("secret", key(handle, caller.tenant(), row, request))
                .bind("tenant", caller.tenant())
                .bind("id", row.provider().id())
                .map((each, context) -> Row.of(each).provider())
                .one();
        audit.changed(
                handle,
                caller.tenant(),
                "provider.written",
                request.name(),
                row.archived() ? null : new Seen(row.provider(), "kept"),
                new Seen(written, keyChange(request)));
        return new Written<>(written, row.archived());
    }

    /// Seals a key that was given; returns the name of the secret that holds the provider's key from now on, if any does.
    private @Nullable String key(Handle handle, TenantId tenant, Row row, ProviderRequest.Checked request) {
        var name = secretName(request.name());
        var key = request.apiKey();
        if (key == null) {
            if (row.secret() != null && !request.sameServer(URI.create(row.provider().baseUrl()))) {
                throw Fault.invalid(
                        "/apiKey",
                        "key-needed",
                        "Give the key again: it is not sent to another server than the one it was given for.");
            }
            return row.secret();
        }
        if (key.isEmpty()) {
            secrets.delete(handle, tenant, name);
            return null;
        }
        secrets.put(handle, tenant, name, key);
        return name;
    }

    private static String keyChange(ProviderRequest.Checked request) {
        var key = request.apiKey();
        if (key == null) return "kept";
        return key.isEmpty() ? "forgotten" : "written";
    }

    /// The provider's row, locked; made as an archived one if there was none, which the transaction goes on to fill or drops.
    private static Row hold(Handle handle, TenantId tenant, ProviderRequest.Checked request) {
        handle.createUpdate(
                        """
                        insert into provider (tenant_id, name, kind, base_url, revision, archived_at)
                        values (:tenant, :name, :kind, :baseUrl, 0, now())
                        on conflict (tenant_id, name) do nothing
                        """)
                .bind("tenant", tenant)
                .bind("name", request.name())
                .bind("kind", request.kind())
                .bind("baseUrl", request.baseUrl().toString())
                .execute();
        return locked(handle, tenant, request.name()).orElseThrow();
    }

    private static Optional<Row> locked(Handle handle, TenantId tenant, String name) {
        return handle.createQuery("select * from provider where tenant_id = :tenant and name = :name for update")
                .bind("tenant", tenant)
                .bind("name", name)
                .map((row, context) -> Row.of(row))
                .findOne();
    }

    private static Optional<String> servedModel(Handle handle, TenantId tenant, UUID provider) {
        return handle.createQuery(
                        """
                        select name from model
                        where tenant_id = :tenant and provider_id = :provider and archived_at is null limit 1
                        """)
                .bind("tenant", tenant)
                .bind("provider", provider)
                .mapTo(String.class)
                .findOne();
    }

    /// Not a name that the API for secrets takes, so that nobody writes the key by that way.
    private static String secretName(String provider) {
        return "provider:" + provider;
    }

    /// A provider as the audit shows it.
    ///
    /// @param key what became of its key: `kept`, `written` or `forgotten`
    private record Seen(@JsonUnwrapped Provider provider, String key) {}

    private record Row(Provider provider, @Nullable String secret, boolean archived) {
        static Row of(ResultSet row) throws SQLException {
            var secret = row.getString("secret");
            var provider = new Provider(
                    row.getObject("id", UUID.class),
                    row.getString("name"),
                    row.getString("kind"),
                    row.getString("base_url"),
                    secret != null,
                    new Revision(row.getInt("revision")),
                    row.getTimestamp("created_at").toInstant(),
                    row.getTimestamp("updated_at").toInstant());
            return new Row(provider, secret, row.getTimestamp("archived_at") != null);
        }
    }
}
