package io.flotilla.platform.apikey;

import io.flotilla.platform.access.Permission;
import io.flotilla.platform.access.Recent;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.tenant.Tenants;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Recognises programs by their keys.
@ApplicationScoped
public class ApiKeys {
    private static final Duration MOMENT = Duration.ofSeconds(4);

    private final Database database;
    private final Tenants tenants;
    private final Pepper pepper;
    private final Clock clock;
    private final Recent<String, Proof> recent;

    ApiKeys(Database database, Tenants tenants, Pepper pepper, Clock clock) {
        this.database = database;
        this.tenants = tenants;
        this.pepper = pepper;
        this.clock = clock;
        this.recent = new Recent<>(clock, MOMENT);
    }

    /// Who holds the key `text`; nothing if it is none, or wrong, revoked or expired: the caller is not told which.
    /// A key that is revoked stops working within five seconds on every instance, and at once on this one.
    public Optional<KeyHolder> holder(String text) {
        return KeyText.read(text).flatMap(this::holder);
    }

    void forget(String prefix) {
        recent.forget(prefix);
    }

    private Optional<KeyHolder> holder(KeyText key) {
        var now = clock.instant();
        var hash = pepper.hash(key);
        var known = recent.get(key.prefix());
        if (known.isEmpty()) {
            known = database.withoutTenant(handle -> proof(handle, key.prefix(), hash));
            known.ifPresent(proof -> recent.put(key.prefix(), proof, now));
        }
        return known.filter(proof -> proof.accepts(hash, now)).map(Proof::holder);
    }

    private Optional<Proof> proof(Handle handle, String prefix, byte[] hash) {
        Database.set(handle, "app.api_key_prefix", prefix);
        var row = handle.createQuery("""
                        select tenant_id, id, hash, scopes, expires_at from api_key
                        where prefix = :prefix and revoked_at is null
                        """)
                .bind("prefix", prefix)
                .map((result, context) -> new Row(
                        new TenantId(result.getObject("tenant_id", UUID.class)),
                        result.getObject("id", UUID.class),
                        result.getBytes("hash"),
                        Permission.ofScopes(Arrays.asList(
                                        (String[]) result.getArray("scopes").getArray()))
                                .orElse(Set.of()),
                        Optional.ofNullable(result.getTimestamp("expires_at"))
                                .map(Timestamp::toInstant)
                                .orElse(null)))
                .findOne();
        if (row.isEmpty() || !MessageDigest.isEqual(row.get().hash(), hash)) return Optional.empty();
        var found = row.get();
        Database.enter(handle, found.tenant());
        stamp(handle, found);
        return tenants.byId(handle, found.tenant())
                .map(tenant -> new Proof(
                        found.hash(),
                        found.expiresAt(),
                        new KeyHolder(found.id(), prefix, tenant, found.permissions())));
    }

    // once a minute is enough to tell which keys are in use
    private static void stamp(Handle handle, Row row) {
        handle.createUpdate("""
                        update api_key set last_used_at = now()
                        where tenant_id = :tenant and id = :id
                          and (last_used_at is null or last_used_at < now() - interval '1 minute')
                        """)
                .bind("tenant", row.tenant())
                .bind("id", row.id())
                .execute();
    }

    private record Row(
            TenantId tenant,
            UUID id,
            byte[] hash,
            Set<Permission> permissions,
            @Nullable Instant expiresAt) {}

    private record Proof(byte[] hash, @Nullable Instant expiresAt, KeyHolder holder) {
        boolean accepts(byte[] other, Instant now) {
            return MessageDigest.isEqual(hash, other) && (expiresAt == null || now.isBefore(expiresAt));
        }
    }
}
