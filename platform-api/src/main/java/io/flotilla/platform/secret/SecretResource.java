package io.flotilla.platform.secret;

import static io.flotilla.platform.access.Permission.SECRETS_READ;
import static io.flotilla.platform.access.Permission.SECRETS_WRITE;

import io.flotilla.platform.access.Caller;
import io.flotilla.platform.access.Requires;
import io.flotilla.platform.audit.Audit;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.page.Page;
import io.flotilla.platform.page.PageRequest;
import io.flotilla.platform.problem.Fault;
import io.flotilla.platform.problem.Violations;
import io.flotilla.platform.resource.Revision;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/// A tenant's secrets: names and versions can be read, values only written. Names with a colon are the platform's own, such as
/// providers' keys: they are not among them.
@Path("/v1/secrets")
@RunOnVirtualThread
public class SecretResource {
    private final Database database;
    private final Secrets secrets;
    private final SecretUsers users;
    private final Audit audit;

    SecretResource(Database database, Secrets secrets, SecretUsers users, Audit audit) {
        this.database = database;
        this.secrets = secrets;
        this.users = users;
        this.audit = audit;
    }

    /// Writes a secret, as a new version if there is one of this name.
    @PUT
    @Path("{secret}")
    @Requires(SECRETS_WRITE)
    @APIResponseSchema(WrittenSecret.class)
    public Response write(
            String secret, NewSecret request, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        new Violations().name("secret", secret).orThrow();
        var tenant = Caller.current().tenant();
        return database.inTenant(tenant, handle -> {
            secrets.hold(handle, tenant, secret);
            var before = row(handle, tenant, secret);
            before.ifPresentOrElse(each -> each.revision().match(ifMatch), () -> Revision.matchNone(ifMatch));
            int version = secrets.put(handle, tenant, secret, request.value());
            var details = Map.of("version", Integer.toString(version));
            var after = row(handle, tenant, secret).orElseThrow();
            audit.changed(handle, tenant, "secret.written", secret, details, before.orElse(null), after);
            return after.revision().tag(Response.ok(new WrittenSecret(secret, version)));
        });
    }

    /// What can be read of a secret: never its value.
    @GET
    @Path("{secret}")
    @Requires(SECRETS_READ)
    @APIResponseSchema(SecretView.class)
    public Response read(String secret) {
        var tenant = Caller.current().tenant();
        var found = database.inTenant(tenant, handle -> {
            var row = row(handle, tenant, secret).orElseThrow(Fault::notFound);
            audit.record(handle, tenant, "secret.read", secret, Map.of());
            return row;
        });
        return found.revision().tag(Response.ok(found));
    }

    @GET
    @Requires(SECRETS_READ)
    public Page<SecretView> list(@BeanParam PageRequest page) {
        var tenant = Caller.current().tenant();
        var rows = database.inTenant(tenant, handle -> {
            if (page.cursor() == null) audit.record(handle, tenant, "secret.listed", "secrets", Map.of());
            return handle.createQuery("""
                            select name, version, changed_at from secret
                            where tenant_id = :tenant and name > :after and name not like '%:%'
                            order by tenant_id, name limit :rows
                            """)
                    .bind("tenant", tenant)
                    .bind("after", page.after(name -> name).orElse(""))
                    .bind("rows", page.rows())
                    .map(SecretView::of)
                    .list();
        });
        return Page.cut(rows, page, SecretView::name);
    }

    @DELETE
    @Path("{secret}")
    @Requires(SECRETS_WRITE)
    public void delete(String secret) {
        var tenant = Caller.current().tenant();
        if (secret.contains(":")) throw Fault.notFound();
        database.useTenant(tenant, handle -> {
            var inUse = users.usersOfSecret(handle, tenant, secret);
            if (!inUse.isEmpty()) throw Fault.conflict("It is used by %s.".formatted(String.join(", ", inUse)));
            var before = row(handle, tenant, secret).orElseThrow(Fault::notFound);
            if (!secrets.delete(handle, tenant, secret)) throw Fault.notFound();
            audit.changed(handle, tenant, "secret.deleted", secret, before, null);
        });
    }

    private static Optional<SecretView> row(Handle handle, TenantId tenant, String name) {
        return handle.createQuery("""
                        select name, version, changed_at from secret
                        where tenant_id = :tenant and name = :name and name not like '%:%'
                        """)
                .bind("tenant", tenant)
                .bind("name", name)
                .map(SecretView::of)
                .findOne();
    }

    /// A value on its way in.
    public record NewSecret(String value) {
        private static final int MOST = 16_384;

        public NewSecret {
            new Violations().text("/value", value, MOST).orThrow();
        }

        @Override
        public String toString() {
            return "a secret";
        }
    }

    /// Which version it is now.
    @Schema
    public record WrittenSecret(String name, int version) {}

    /// What can be read of a secret.
    public record SecretView(String name, int version, Instant changedAt) {
        static SecretView of(ResultSet row, StatementContext context) throws SQLException {
            return new SecretView(
                    row.getString("name"),
                    row.getInt("version"),
                    row.getTimestamp("changed_at").toInstant());
        }

        Revision revision() {
            return new Revision(version);
        }
    }
}
