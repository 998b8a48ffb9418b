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
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
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
                               old_until = now() + cast(:overlap as interval), revision = revision + 1
            where tenant_id = :tenant and id = :id
            returning %s
            """.formatted(ApiKeyView.COLUMNS);

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
        var key = database.inTenant(caller.tenant(), handle -> {
            var created = insert(handle, caller, request, text);
            audit.changed(
                    handle, caller.tenant(), "api-key.created", created.id().toString(), null, created);
            return created;
        });
        var response = Response.created(URI.create("/v1/api-keys/" + key.id()));
        return key.revision().tag(response.entity(new CreatedApiKey(key.id(), text.prefix(), text.whole())));
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

    /// A key, also a revoked one.
    @GET
    @Path("{id}")
    @Requires(API_KEYS_READ)
    @APIResponseSchema(ApiKeyView.class)
    public Response read(UUID id) {
        var caller = Caller.current();
        var key = database.inTenant(caller.tenant(), handle -> row(handle, caller, id, ""));
        return key.revision().tag(Response.ok(key));
    }

    /// Revokes a key for good. Doing it twice changes nothing.
    @DELETE
    @Path("{id}")
    @Requires(API_KEYS_WRITE)
    public void revoke(UUID id) {
        var caller = Caller.current();
        var revoked = database.inTenant(caller.tenant(), handle -> {
            var key = row(handle, caller, id, "for update");
            if (key.revokedAt() != null) return key;
            var after = handle.createQuery("""
                            update api_key set revoked_at = now(), revision = revision + 1
                            where tenant_id = :tenant and id = :id returning %s
                            """.formatted(ApiKeyView.COLUMNS))
                    .bind("tenant", caller.tenant())
                    .bind("id", id)
                    .map(ApiKeyView::of)
                    .one();
            audit.changed(handle, caller.tenant(), "api-key.revoked", id.toString(), key, after);
            return key;
        });
        forget(revoked);
    }

    /// A new secret under the same id and scopes. The old one stops working at once, or goes on for as long as asked.
    @POST
    @Path("{id}/rotate")
    @Requires(API_KEYS_WRITE)
    @APIResponseSchema(CreatedApiKey.class)
    public Response rotate(UUID id, Rotation request, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        var caller = Caller.current();
        var text = KeyText.random();
        var rotated = database.inTenant(caller.tenant(), handle -> {
            var key = row(handle, caller, id, "for update");
            key.revision().match(ifMatch);
            if (key.revokedAt() != null) throw Fault.conflict("This key is revoked.");
            if (!caller.permissions().containsAll(permissions(key))) {
                throw Fault.forbidden("This key can do more than you.");
            }
            var after = handle.createQuery(ROTATE)
                    .bind("tenant", caller.tenant())
                    .bind("id", id)
                    .bind("prefix", text.prefix())
                    .bind("hash", pepper.hash(text))
                    .bind("overlap", request.overlap().toString())
                    .map(ApiKeyView::of)
                    .one();
            audit.changed(handle, caller.tenant(), "api-key.rotated", id.toString(), key, after);
            return new Rotated(key, after);
        });
        forget(rotated.before());
        return rotated.after().revision().tag(Response.ok(new CreatedApiKey(id, text.prefix(), text.whole())));
    }

    private void forget(ApiKeyView key) {
        keys.forget(key.prefix());
        if (key.oldPrefix() != null) keys.forget(key.oldPrefix());
    }

    private ApiKeyView insert(Handle handle, Caller caller, NewApiKey request, KeyText text) {
        return handle.createQuery("""
                        insert into api_key (tenant_id, name, prefix, hash, scopes, apps, models, created_by, expires_at)
                        values (:tenant, :name, :prefix, :hash, :scopes, :apps, :models, :by, :expiresAt)
                        returning %s
                        """.formatted(ApiKeyView.COLUMNS))
                .bind("tenant", caller.tenant())
                .bind("name", request.name())
                .bind("prefix", text.prefix())
                .bind("hash", pepper.hash(text))
                .bindArray("scopes", String.class, request.scopes())
                .bind("apps", array(request.apps()))
                .bind("models", array(request.models()))
                .bind("by", caller.principal().label())
                .bind("expiresAt", request.expiresAt())
                .map(ApiKeyView::of)
                .one();
    }

    private static ApiKeyView row(Handle handle, Caller caller, UUID id, String lock) {
        return handle.createQuery("select %s from api_key where tenant_id = :tenant and id = :id %s"
                        .formatted(ApiKeyView.COLUMNS, lock))
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

    private record Rotated(ApiKeyView before, ApiKeyView after) {}

    /// A key with its secret: shown once.
    @Schema
    public record CreatedApiKey(UUID id, String prefix, String key) {
        @Override
        public String toString() {
            return "API key " + prefix;
        }
    }
}
