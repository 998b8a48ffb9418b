package io.flotilla.platform.secret;

import static io.flotilla.platform.access.Permission.SECRETS_READ;
import static io.flotilla.platform.access.Permission.SECRETS_WRITE;

import io.flotilla.platform.access.Caller;
import io.flotilla.platform.access.Requires;
import io.flotilla.platform.audit.Audit;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.page.Page;
import io.flotilla.platform.page.PageRequest;
import io.flotilla.platform.problem.Fault;
import io.flotilla.platform.problem.Violations;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.Map;

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
    public WrittenSecret write(String secret, NewSecret request) {
        new Violations().name("secret", secret).orThrow();
        var tenant = Caller.current().tenant();
        return database.inTenant(tenant, handle -> {
            int version = secrets.put(handle, tenant, secret, request.value());
            audit.record(handle, tenant, "secret.written", secret, Map.of("version", Integer.toString(version)));
            return new WrittenSecret(secret, version);
        });
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
                        .map((row, context) -> new SecretView(
                                row.getString("name"),
                                row.getInt("version"),
                                row.getTimestamp("changed_at").toInstant()))
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
            if (!secrets.delete(handle, tenant, secret)) throw Fault.notFound();
            audit.record(handle, tenant, "secret.deleted", secret, Map.of());
        });
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

    public record WrittenSecret(String name, int version) {}

    /// What can be read of a secret.
    public record SecretView(String name, int version, Instant changedAt) {}
}
