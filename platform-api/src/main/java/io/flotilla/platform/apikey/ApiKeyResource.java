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
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// A tenant's API keys.
@Path("/v1/api-keys")
@RunOnVirtualThread
public class ApiKeyResource {
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private static final String ROTATE = """
            update api_key set prefix = :prefix, hash = :hash, old_prefix = prefix, old_hash = hash,
                               old_until = now() + cast(:overlap as interval)
            where tenant_id = :tenant and id = :id
            """;

    private final Database database;
    private final ApiKeys keys;
    private final Pepper pepper;
    private final Audit audit;
    private final Clock clock;

    ApiKeyResource(Database database, ApiKeys keys, Pepper pepper, Audit audit, Clock clock) {
        this.database = database;
        this.keys = keys;
        this.pepper = pepper;
        this.audit = audit;
        this.clock = clock;
    }

    /// Creates a key. This answer is the only one that ever shows it.
    @POST
    @Requires(API_KEYS_WRITE)
    @APIResponseSchema(CreatedApiKey.class)
    public Response create(NewApiKey request) {
        var caller = Caller.current();
        if (!caller.permissions().containsAll(request.permissions())) {
            throw Fault.forbidden("A key cannot do more than the one who creates it.");
        }
        if (!request.within(caller.reach())) {
            throw Fault.forbidden("A key cannot use more apps or models than the one who creates it.");
        }
        if (request.expiresAt() != null && !request.expiresAt().isAfter(clock.instant())) {
            throw Fault.invalid("/expiresAt", "in-the-past", "This is over already.");
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
        var revoked = database.inTenant(caller.tenant(), handle -> {
            var key = row(handle, caller, id);
            if (key.revokedAt() != null) return key;
            handle.createUpdate("update api_key set revoked_at = now() where tenant_id = :tenant and id = :id")
                    .bind("tenant", caller.tenant())
                    .bind("id", id)
                    .execute();
            audit.record(handle, caller.tenant(), "api-key.revoked", id.toString(), Map.of("prefix", key.prefix()));
            return key;
        });
        forget(revoked);
    }

    /// A new secret under the same id and scopes. The old one stops working at once, or goes on for as long as asked.
    @POST
    @Path("{id}/rotate")
    @Requires(API_KEYS_WRITE)
    public CreatedApiKey rotate(UUID id, Rotation request) {
        var caller = Caller.current();
        var text = KeyText.random();
        var old = database.inTenant(caller.tenant(), handle -> {
            var key = row(handle, caller, id);
            if (key.revokedAt() != null) throw Fault.conflict("This key is revoked.");
            if (!caller.permissions().containsAll(permissions(key))) {
                throw Fault.forbidden("This key can do more than you.");
            }
            handle.createUpdate(ROTATE)
                    .bind("tenant", caller.tenant())
                    .bind("id", id)
                    .bind("prefix", text.prefix())
                    .bind("hash", pepper.hash(text))
                    .bind("overlap", request.overlap().toString())
                    .execute();
            audit.record(handle, caller.tenant(), "api-key.rotated", id.toString(), details(text, key.scopes()));
            return key;
        });
        forget(old);
        return new CreatedApiKey(id, text.prefix(), text.whole());
    }

    private void forget(ApiKeyView key) {
        keys.forget(key.prefix());
        if (key.oldPrefix() != null) keys.forget(key.oldPrefix());
    }

    private UUID insert(Handle handle, Caller caller, NewApiKey request, KeyText text) {
        return handle.createQuery("""
                        insert into api_key (tenant_id, name, prefix, hash, scopes, apps, models, created_by, expires_at)
                        values (:tenant, :name, :prefix, :hash, :scopes, :apps, :models, :by, :expiresAt)
                        returning id
                        """)
                .bind("tenant", caller.tenant())
                .bind("name", request.name())
                .bind("prefix", text.prefix())
                .bind("hash", pepper.hash(text))
                .bindArray("scopes", String.class, request.scopes())
                .bind("apps", array(request.apps()))
                .bind("models", array(request.models()))
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

    private static String @Nullable [] array(@Nullable List<String> names) {
        return names == null ? null : names.toArray(String[]::new);
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
