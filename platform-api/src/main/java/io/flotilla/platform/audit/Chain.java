package io.flotilla.platform.audit;

import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.problem.Fault;
import java.security.MessageDigest;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// A tenant's chain of events in the database. Its head is kept beside it, so that events cut off at the end show too; who
/// appends holds the head until the transaction ends.
final class Chain {
    private static final int BATCH = 1_000;

    private Chain() {}

    /// The last link, held.
    ///
    /// @throws Fault.NotFound if the tenant was erased meanwhile
    static Head head(Handle handle, TenantId tenant) {
        handle.createUpdate("""
                        insert into audit_head (tenant_id, sequence, hash) select id, 0, :none from tenant where id = :tenant
                        on conflict (tenant_id) do nothing
                        """)
                .bind("tenant", tenant)
                .bind("none", Head.NONE.hash())
                .execute();
        return find(handle, tenant, "for update").orElseThrow(Fault::notFound);
    }

    /// Adds a link that was made for this head.
    static void append(Handle handle, TenantId tenant, AuditEvent event) {
        var hash = event.expectedHash(tenant);
        handle.createUpdate("""
                        insert into audit_event (tenant_id, form, sequence, at, actor, action, target, details, before,
                                                 after, address, user_agent, previous_hash, hash)
                        values (:tenant, :form, :sequence, :at, :actor, :action, :target, :details, :before,
                                :after, :address, :userAgent, :previousHash, :hash)
                        """)
                .bind("tenant", tenant)
                .bind("form", event.form())
                .bind("sequence", event.sequence())
                .bind("at", event.at())
                .bind("actor", event.actor())
                .bind("action", event.action())
                .bind("target", event.target())
                .bind("details", event.details())
                .bind("before", event.before())
                .bind("after", event.after())
                .bind("address", event.address())
                .bind("userAgent", event.userAgent())
                .bind("previousHash", event.previousHash())
                .bind("hash", hash)
                .execute();
        handle.createUpdate("update audit_head set sequence = :sequence, hash = :hash where tenant_id = :tenant")
                .bind("sequence", event.sequence())
                .bind("hash", hash)
                .bind("tenant", tenant)
                .execute();
    }

    /// Walks the whole chain.
    ///
    /// @param anchor a link somebody noted elsewhere, which must still be in it
    static ChainCheck check(Handle handle, TenantId tenant, @Nullable Head anchor) {
        var head = find(handle, tenant, "").orElse(Head.NONE);
        var last = Head.NONE;
        boolean anchored = anchor == null;
        while (true) {
            var events = handle.createQuery("""
                            select * from audit_event
                            where tenant_id = :tenant and sequence > :sequence and sequence <= :head
                            order by tenant_id, sequence limit :rows
                            """)
                    .bind("tenant", tenant)
                    .bind("sequence", last.sequence())
                    .bind("head", head.sequence())
                    .bind("rows", BATCH)
                    .map(AuditEvent::of)
                    .list();
            for (AuditEvent event : events) {
                var broken = broken(tenant, event, last);
                if (broken != null) return ChainCheck.broken(last, broken);
                last = new Head(event.sequence(), event.hash());
                if (anchor != null && anchor.is(last)) anchored = true;
            }
            if (events.size() < BATCH) break;
        }
        if (!head.is(last)) return ChainCheck.broken(last, "events are missing at the end");
        return anchored ? ChainCheck.whole(last) : ChainCheck.broken(Head.NONE, "the event you noted is not in the chain");
    }

    private static @Nullable String broken(TenantId tenant, AuditEvent event, Head before) {
        if (event.sequence() != before.sequence() + 1) return "an event is missing";
        if (!MessageDigest.isEqual(event.previousHash(), before.hash())) return "the event does not follow the one before";
        if (!MessageDigest.isEqual(event.hash(), event.expectedHash(tenant))) return "the event was changed";
        return null;
    }

    private static Optional<Head> find(Handle handle, TenantId tenant, String lock) {
        return handle.createQuery("select sequence, hash from audit_head where tenant_id = :tenant <lock>")
                .define("lock", lock)
                .bind("tenant", tenant)
                .map((row, context) -> new Head(row.getLong("sequence"), row.getBytes("hash")))
                .findOne();
    }

    /// A link: the number of an event and its hash.
    record Head(long sequence, byte[] hash) {
        static final Head NONE = new Head(0, new byte[32]);

        boolean is(Head other) {
            return sequence == other.sequence && MessageDigest.isEqual(hash, other.hash);
        }
    }
}
