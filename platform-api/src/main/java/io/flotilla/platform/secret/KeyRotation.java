package io.flotilla.platform.secret;

import io.flotilla.messages.secret.DataKey;
import io.flotilla.messages.secret.SecretSealer;
import io.flotilla.messages.secret.UnreadableSecret;
import io.flotilla.platform.audit.Audit;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.database.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Moves the tenants' data keys on to the key-encryption key that is primary now. Each tenant's are moved in a transaction of
/// their own: a rotation that is interrupted goes on where it was when it is asked for again.
@ApplicationScoped
class KeyRotation {
    private static final Logger LOG = Logger.getLogger(KeyRotation.class);
    private static final int BATCH = 500;

    private final Database database;
    private final Keys keys;
    private final Audit audit;

    KeyRotation(Database database, Keys keys, Audit audit) {
        this.database = database;
        this.keys = keys;
        this.audit = audit;
    }

    /// Which keys there are, and how many data keys each wraps.
    KeyState state() {
        var known = keys.ring().reread();
        var wrapped = new TreeMap<String, Long>();
        database.useProjection(handle -> handle.createQuery(
                        "select key_id, count(*) as number from data_key group by key_id")
                .map((row, context) -> Map.entry(row.getString("key_id"), row.getLong("number")))
                .forEach(each -> wrapped.put(each.getKey(), each.getValue())));
        var state = new LinkedHashMap<String, KeyUse>();
        known.keyIds().forEach(id -> state.put(id, new KeyUse(true, wrapped.getOrDefault(id, 0L))));
        wrapped.forEach((id, number) -> state.putIfAbsent(id, new KeyUse(false, number)));
        return new KeyState(known.primaryKeyId(), state);
    }

    /// Rewraps all that another key than the primary one wraps.
    Rotated rewrap() {
        var sealer = new SecretSealer(keys.ring());
        var primary = keys.ring().reread().primaryKeyId();
        long rewrapped = 0;
        long unreadable = 0;
        @Nullable UUID after = null;
        while (true) {
            var tenants = behind(primary, after);
            for (TenantId tenant : tenants) {
                try {
                    rewrapped += database.inTenant(tenant, handle -> rewrap(handle, tenant, sealer, primary));
                } catch (Unopened e) {
                    LOG.errorf("data key not rewrapped tenant=%s reason=%s", tenant, e.getMessage());
                    unreadable++;
                }
            }
            if (tenants.size() < BATCH) return new Rotated(primary, rewrapped, unreadable);
            after = tenants.getLast().value();
        }
    }

    private List<TenantId> behind(String primary, @Nullable UUID after) {
        return database.asProjection(handle -> handle.createQuery("""
                        select distinct tenant_id from data_key
                        where key_id <> :primary and (cast(:after as uuid) is null or tenant_id > :after)
                        order by tenant_id limit :rows
                        """)
                .bind("primary", primary)
                .bind("after", after)
                .bind("rows", BATCH)
                .map((row, context) -> new TenantId(row.getObject("tenant_id", UUID.class)))
                .list());
    }

    private int rewrap(Handle handle, TenantId tenant, SecretSealer sealer, String primary) {
        var behind = handle.createQuery("""
                        select id, key_id, sealed from data_key
                        where tenant_id = :tenant and key_id <> :primary order by id for update
                        """)
                .bind("tenant", tenant)
                .bind("primary", primary)
                .map((row, context) -> Map.entry(
                        row.getObject("id", UUID.class),
                        new DataKey(tenant.value(), row.getString("key_id"), row.getString("sealed"))))
                .list();
        for (var each : behind) {
            var next = rewrapped(sealer, each.getValue());
            handle.createUpdate("""
                            update data_key set key_id = :keyId, sealed = :sealed where tenant_id = :tenant and id = :id
                            """)
                    .bind("keyId", next.keyId())
                    .bind("sealed", next.wrapped())
                    .bind("tenant", tenant)
                    .bind("id", each.getKey())
                    .execute();
            audit.record(
                    handle,
                    tenant,
                    "data-key.rewrapped",
                    each.getKey().toString(),
                    Map.of("from", each.getValue().keyId(), "to", next.keyId()));
        }
        return behind.size();
    }

    private static DataKey rewrapped(SecretSealer sealer, DataKey key) {
        try {
            return sealer.rewrap(key);
        } catch (UnreadableSecret e) {
            throw new Unopened(e);
        }
    }

    /// @param primary the id of the key that wraps now
    /// @param keys    by id
    record KeyState(String primary, Map<String, KeyUse> keys) {}

    /// @param inFile   whether this platform has the key
    /// @param dataKeys how many data keys it wraps: with none, and not being primary, it can leave the file
    record KeyUse(boolean inFile, long dataKeys) {}

    /// @param rewrapped  data keys moved to the primary key
    /// @param unreadable tenants whose data keys stay as they are, because their key is not in the file
    record Rotated(String primary, long rewrapped, long unreadable) {}

    private static final class Unopened extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unopened(UnreadableSecret reason) {
            super(reason.getMessage(), reason);
        }
    }
}
