package io.flotilla.platform.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.flotilla.platform.access.Caller;
import io.flotilla.platform.database.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/// The record of what was changed, by whom: one chain per tenant, each event's hash covering the one before.
@ApplicationScoped
public class Audit {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String COLUMNS = "sequence, at, actor, action, target, details, previous_hash, hash";

    private final Clock clock;

    Audit(Clock clock) {
        this.clock = clock;
    }

    /// Appends an event by the current caller, in the transaction of the change it tells of: both happen or
    /// neither.
    ///
    /// @param action  past tense, `<thing>.<done>`: `app.published`
    /// @param target  the thing's name or id
    /// @param details what else matters; never a secret, a prompt or a payload
    public void record(Handle handle, TenantId tenant, String action, String target, Map<String, String> details) {
        record(handle, tenant, Caller.current().principal().label(), action, target, details);
    }

    /// [#record] for what the platform finds by itself.
    ///
    /// @param actor who it was: `platform`
    public void record(
            Handle handle, TenantId tenant, String actor, String action, String target, Map<String, String> details) {
        lock(handle, tenant);
        var last = last(handle, tenant);
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var previous = last.isEmpty() ? new byte[32] : last.getFirst().hash();
        long sequence = last.isEmpty() ? 1 : last.getFirst().sequence() + 1;
        var text = json(details);
        handle.createUpdate("""
                        insert into audit_event
                               (tenant_id, sequence, at, actor, action, target, details, previous_hash, hash)
                        values (:tenant, :sequence, :at, :actor, :action, :target, :details, :previous, :hash)
                        """)
                .bind("tenant", tenant)
                .bind("sequence", sequence)
                .bind("at", at)
                .bind("actor", actor)
                .bind("action", action)
                .bind("target", target)
                .bind("details", text)
                .bind("previous", previous)
                .bind("hash", hash(tenant, sequence, at, actor, action, target, text, previous))
                .execute();
    }

    List<AuditEvent> after(Handle handle, TenantId tenant, long sequence, int rows) {
        return handle.createQuery("""
                        select %s from audit_event
                        where tenant_id = :tenant and sequence > :sequence order by tenant_id, sequence limit :rows
                        """.formatted(COLUMNS))
                .bind("tenant", tenant)
                .bind("sequence", sequence)
                .bind("rows", rows)
                .map(Audit::event)
                .list();
    }

    /// Whether `event` is what was written, given the hash of the event before it.
    boolean holds(TenantId tenant, AuditEvent event, byte[] before) {
        var expected = hash(
                tenant,
                event.sequence(),
                event.at(),
                event.actor(),
                event.action(),
                event.target(),
                event.details(),
                before);
        return MessageDigest.isEqual(event.previousHash(), before) && MessageDigest.isEqual(event.hash(), expected);
    }

    private static List<AuditEvent> last(Handle handle, TenantId tenant) {
        return handle.createQuery("""
                        select %s from audit_event
                        where tenant_id = :tenant order by tenant_id, sequence desc limit 1
                        """.formatted(COLUMNS))
                .bind("tenant", tenant)
                .map(Audit::event)
                .list();
    }

    private static void lock(Handle handle, TenantId tenant) {
        handle.createQuery("select pg_advisory_xact_lock(hashtextextended(:what, 2))::text")
                .bind("what", "audit|" + tenant)
                .mapTo(String.class)
                .one();
    }

    // Each part goes in with its length before it, so that no two events have the same bytes
    private static byte[] hash(
            TenantId tenant,
            long sequence,
            Instant at,
            String actor,
            String action,
            String target,
            String details,
            byte[] previous) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(previous);
        for (var part :
                List.of(tenant.toString(), Long.toString(sequence), at.toString(), actor, action, target, details)) {
            var content = part.getBytes(UTF_8);
            bytes.writeBytes("%d:".formatted(content.length).getBytes(UTF_8));
            bytes.writeBytes(content);
        }
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String json(Map<String, String> details) {
        try {
            return JSON.writeValueAsString(new TreeMap<>(details));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of strings always has a JSON form", e);
        }
    }

    private static AuditEvent event(ResultSet row, StatementContext context) throws SQLException {
        return new AuditEvent(
                row.getLong("sequence"),
                row.getTimestamp("at").toInstant(),
                row.getString("actor"),
                row.getString("action"),
                row.getString("target"),
                row.getString("details"),
                row.getBytes("previous_hash"),
                row.getBytes("hash"));
    }
}
