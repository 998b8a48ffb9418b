package io.flotilla.platform.apikey;

import io.flotilla.platform.access.Permission;
import io.flotilla.platform.access.Reach;
import io.flotilla.platform.access.Recent;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.tenant.TenantMoved;
import io.flotilla.platform.tenant.Tenants;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
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

    void forgetTheState(@Observes TenantMoved event) {
        recent.forgetAll();
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
                        select tenant_id, id, scopes, apps, models,
                               case prefix when :prefix then hash else old_hash end as hash,
                               case prefix when :prefix then expires_at else least(expires_at, old_until) end as until
                        from api_key where (prefix = :prefix or old_prefix = :prefix) and revoked_at is null
                        """)
                .bind("prefix", prefix)
                .map(Row::of)
                .findOne();
        if (row.isEmpty() || !MessageDigest.isEqual(row.get().hash(), hash)) return Optional.empty();
        var found = row.get();
        Database.enter(handle, found.tenant());
        stamp(handle, found);
        return tenants.byId(handle, found.tenant())
                .map(tenant -> new Proof(
                        found.hash(),
                        found.until(),
                        new KeyHolder(found.id(), prefix, tenant, found.permissions(), found.reach())));
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
            Reach reach,
            @Nullable Instant until) {
        static Row of(ResultSet row, StatementContext context) throws SQLException {
            return new Row(
                    new TenantId(row.getObject("tenant_id", UUID.class)),
                    row.getObject("id", UUID.class),
                    row.getBytes("hash"),
                    Permission.ofScopes(ApiKeyView.texts(row, "scopes")).orElse(Set.of()),
                    new Reach(set(row, "apps"), set(row, "models")),
                    ApiKeyView.instant(row, "until"));
        }

        private static @Nullable Set<String> set(ResultSet row, String column) throws SQLException {
            return row.getArray(column) == null ? null : Set.copyOf(ApiKeyView.texts(row, column));
        }
    }

    private record Proof(byte[] hash, @Nullable Instant until, KeyHolder holder) {
        boolean accepts(byte[] other, Instant now) {
            return MessageDigest.isEqual(hash, other) && (until == null || now.isBefore(until));
        }
    }
}
