package io.flotilla.platform.apikey;

import static io.flotilla.platform.access.Permission.API_KEYS_READ;
import static io.flotilla.platform.access.Permission.API_KEYS_WRITE;

import io.flotilla.platform.access.Caller;
import io.flotilla.platform.access.Permission;
import io.flotilla.platform.access.Requires;
import io.flotilla.platform.audit.Audit;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.page.Page;
import io.flotilla.platform.page.PageRequest;
import io.flotilla.platform.problem.Fault;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// A tenant's API keys.
@Path("/v1/api-keys")
@RunOnVirtualThread
public class ApiKeyResource {
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final Database database;
    private final ApiKeys keys;
    private final Pepper pepper;
    private final Audit audit;

    ApiKeyResource(Database database, ApiKeys keys, Pepper pepper, Audit audit) {
        this.database = database;
        this.keys = keys;
        this.pepper = pepper;
        this.audit = audit;
    }

    /// Creates a key. This answer is the only one that ever shows it.
    @POST
    @Requires(API_KEYS_WRITE)
    public Response create(NewApiKey request) {
        var caller = Caller.current();
        if (!caller.permissions().containsAll(request.permissions())) {
            throw Fault.forbidden("A key cannot do more than the one who creates it.");
        }
        var text = KeyText.random();
        var id = database.inTenant(caller.tenant(), handle -> {
            var created = insert(handle, caller, request, text);
            audit.record(
                    handle, caller.tenant(), "api-key.created", created.toString(), details(text, request.scopes()));
            return created;
        });
        return Response.created(URI.create("/v1/api-keys/" + id))
                .entity(new CreatedApiKey(id, text.prefix(), text.whole()))
                .build();
    }

    @GET
    @Requires(API_KEYS_READ)
    public Page<ApiKeyView> list(@BeanParam PageRequest page) {
        var tenant = Caller.current().tenant();
        var rows = database.inTenant(
                tenant,
                handle -> handle.createQuery("""
                        select %s from api_key
                        where tenant_id = :tenant and id > :after order by tenant_id, id limit :rows
                        """.formatted(ApiKeyView.COLUMNS))
                        .bind("tenant", tenant)
                        .bind("after", page.after(UUID::fromString).orElse(BEFORE_ALL))
                        .bind("rows", page.rows())
                        .map(ApiKeyView::of)
                        .list());
        return Page.cut(rows, page, key -> key.id().toString());
    }

    /// Revokes a key for good. Doing it twice changes nothing.
    @DELETE
    @Path("{id}")
    @Requires(API_KEYS_WRITE)
    public void revoke(UUID id) {
        var caller = Caller.current();
        var prefix = database.inTenant(caller.tenant(), handle -> {
            var key = row(handle, caller, id);
            if (key.revokedAt() != null) return key.prefix();
            handle.createUpdate("update api_key set revoked_at = now() where tenant_id = :tenant and id = :id")
                    .bind("tenant", caller.tenant())
                    .bind("id", id)
                    .execute();
            audit.record(handle, caller.tenant(), "api-key.revoked", id.toString(), Map.of("prefix", key.prefix()));
            return key.prefix();
        });
        keys.forget(prefix);
    }

    /// A new secret under the same id and scopes; the old one stops working.
    @POST
    @Path("{id}/rotate")
    @Requires(API_KEYS_WRITE)
    public CreatedApiKey rotate(UUID id) {
        var caller = Caller.current();
        var text = KeyText.random();
        var old = database.inTenant(caller.tenant(), handle -> {
            var key = row(handle, caller, id);
            if (key.revokedAt() != null) throw Fault.conflict("This key is revoked.");
            if (!caller.permissions().containsAll(permissions(key))) {
                throw Fault.forbidden("This key can do more than you.");
            }
            handle.createUpdate(
                            "update api_key set prefix = :prefix, hash = :hash where tenant_id = :tenant and id = :id")
                    .bind("tenant", caller.tenant())
                    .bind("id", id)
                    .bind("prefix", text.prefix())
                    .bind("hash", pepper.hash(text))
                    .execute();
            audit.record(handle, caller.tenant(), "api-key.rotated", id.toString(), details(text, key.scopes()));
            return key.prefix();
        });
        keys.forget(old);
        return new CreatedApiKey(id, text.prefix(), text.whole());
    }

    private UUID insert(Handle handle, Caller caller, NewApiKey request, KeyText text) {
        return handle.createQuery("""
                        insert into api_key (tenant_id, name, prefix, hash, scopes, created_by, expires_at)
                        values (:tenant, :name, :prefix, :hash, :scopes, :by, :expiresAt)
                        returning id
                        """)
                .bind("tenant", caller.tenant())
                .bind("name", request.name())
                .bind("prefix", text.prefix())
                .bind("hash", pepper.hash(text))
                .bindArray("scopes", String.class, request.scopes())
                .bind("by", caller.principal().label())
                .bind("expiresAt", request.expiresAt())
                .mapTo(UUID.class)
                .one();
    }

    private static ApiKeyView row(Handle handle, Caller caller, UUID id) {
        return handle.createQuery("select %s from api_key where tenant_id = :tenant and id = :id for update"
                        .formatted(ApiKeyView.COLUMNS))
                .bind("tenant", caller.tenant())
                .bind("id", id)
                .map(ApiKeyView::of)
                .findOne()
                .orElseThrow(Fault::notFound);
    }

    private static Set<Permission> permissions(ApiKeyView key) {
        return Permission.ofScopes(key.scopes()).orElse(Set.of());
    }

    private static Map<String, String> details(KeyText text, List<String> scopes) {
        return Map.of("prefix", text.prefix(), "scopes", String.join(" ", scopes));
    }

    /// A key with its secret: shown once.
    public record CreatedApiKey(UUID id, String prefix, String key) {
        @Override
        public String toString() {
            return "API key " + prefix;
        }
    }
}
