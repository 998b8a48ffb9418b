package io.flotilla.platform.secret;

import io.flotilla.messages.SealedSecret;
import io.flotilla.messages.secret.DataKey;
import io.flotilla.messages.secret.SecretSealer;
import io.flotilla.messages.secret.UnreadableSecret;
import io.flotilla.platform.database.TenantId;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Seals and keeps secrets. Every method works in the caller's tenant transaction (`Database.inTenant`).
@Startup
@ApplicationScoped
public class Secrets {
    private final SecretSealer sealer;

    Secrets(Keys keys) {
        this.sealer = new SecretSealer(keys.ring());
    }

    /// Writes the value as the next version of the secret called `name`, and returns that version.
    public int put(Handle handle, TenantId tenant, String name, String value) {
        lock(handle, tenant, name);
        var key = dataKey(handle, tenant);
        var present = handle.createQuery("select id, version from secret where tenant_id = :tenant and name = :name")
                .bind("tenant", tenant)
                .bind("name", name)
                .map((row, context) -> new Version(row.getObject("id", UUID.class), row.getInt("version") + 1))
                .findOne();
        var next = present.orElseGet(() -> new Version(UUID.randomUUID(), 1));
        handle.createUpdate("""
                        insert into secret (tenant_id, id, name, version, data_key_id, ciphertext)
                        values (:tenant, :id, :name, :version, :key, :ciphertext)
                        on conflict (tenant_id, name) do update
                        set version = excluded.version, data_key_id = excluded.data_key_id,
                            ciphertext = excluded.ciphertext, changed_at = now()
                        """)
                .bind("tenant", tenant)
                .bind("id", next.id())
                .bind("name", name)
                .bind("version", next.number())
                .bind("key", key.id())
                .bind("ciphertext", seal(key.key(), next, value))
                .execute();
        return next.number();
    }

    /// The secret as it travels to a worker; nothing if the tenant has none of this name.
    public Optional<SealedSecret> sealed(Handle handle, TenantId tenant, String name) {
        return handle.createQuery("""
                        select s.id, s.version, k.key_id, k.sealed, s.ciphertext
                        from secret s join data_key k on k.tenant_id = s.tenant_id and k.id = s.data_key_id
                        where s.tenant_id = :tenant and s.name = :name
                        """)
                .bind("tenant", tenant)
                .bind("name", name)
                .map((row, context) -> new SealedSecret(
                        tenant.value(),
                        row.getObject("id", UUID.class),
                        row.getInt("version"),
                        row.getString("key_id"),
                        row.getString("sealed"),
                        row.getString("ciphertext")))
                .findOne();
    }

    /// Forgets the secret; false if there was none.
    public boolean delete(Handle handle, TenantId tenant, String name) {
        return handle.createUpdate("delete from secret where tenant_id = :tenant and name = :name")
                        .bind("tenant", tenant)
                        .bind("name", name)
                        .execute()
                > 0;
    }

    private String seal(DataKey key, Version version, String value) {
        try {
            return sealer.seal(key, version.id(), version.number(), value).ciphertext();
        } catch (UnreadableSecret e) {
            throw new IllegalStateException("the tenant's data key does not unwrap", e);
        }
    }

    private StoredKey dataKey(Handle handle, TenantId tenant) {
        return latest(handle, tenant).orElseGet(() -> {
            lock(handle, tenant, "");
            return latest(handle, tenant).orElseGet(() -> create(handle, tenant));
        });
    }

    private Optional<StoredKey> latest(Handle handle, TenantId tenant) {
        return handle.createQuery("""
                        select id, key_id, sealed from data_key
                        where tenant_id = :tenant order by tenant_id, id desc limit 1
                        """)
                .bind("tenant", tenant)
                .map((row, context) -> new StoredKey(
                        row.getObject("id", UUID.class),
                        new DataKey(tenant.value(), row.getString("key_id"), row.getString("sealed"))))
                .findOne();
    }

    private StoredKey create(Handle handle, TenantId tenant) {
        var key = sealer.newDataKey(tenant.value());
        var id = handle.createQuery("""
                        insert into data_key (tenant_id, key_id, sealed) values (:tenant, :keyId, :sealed) returning id
                        """)
                .bind("tenant", tenant)
                .bind("keyId", key.keyId())
                .bind("sealed", key.wrapped())
                .mapTo(UUID.class)
                .one();
        return new StoredKey(id, key);
    }

    /// Lets two writers of one secret take turns until their transactions end.
    void hold(Handle handle, TenantId tenant, String name) {
        lock(handle, tenant, name);
    }

    // so that versions stay without gap or repeat
    private static void lock(Handle handle, TenantId tenant, String name) {
        handle.createQuery("select pg_advisory_xact_lock(hashtextextended(:what, 1))::text")
                .bind("what", "secret|%s|%s".formatted(tenant, name))
                .mapTo(String.class)
                .one();
    }

    private record Version(UUID id, int number) {}

    private record StoredKey(UUID id, DataKey key) {}
}
