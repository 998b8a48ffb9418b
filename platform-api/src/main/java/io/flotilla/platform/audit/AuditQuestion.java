package io.flotilla.platform.audit;

import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.problem.Fault;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Which events a caller asks for: `?actor=&action=&target=&from=&to=&order=`. A resource method takes it as `@BeanParam`.
///
/// @param action an action, or `model.*` for all of one thing
/// @param from   an instant; events at it count
/// @param to     an instant; events at it do not
/// @param order  `oldest` first or `newest` first
record AuditQuestion(
        @QueryParam("actor") @Nullable String actor,
        @QueryParam("action") @Nullable String action,
        @QueryParam("target") @Nullable String target,
        @QueryParam("from") @Nullable String from,
        @QueryParam("to") @Nullable String to,
        @QueryParam("order") @DefaultValue("oldest") String order) {
    private static final String SELECT = """
            select * from audit_event
            where tenant_id = :tenant and %s
              and (:actor = '' or actor = :actor)
              and (:action = '' or action = :action or (:prefix <> '' and starts_with(action, :prefix)))
              and (:target = '' or target = :target)
              and at >= :from and at < :to
            order by tenant_id, %s limit :rows
            """;

    AuditQuestion {
        if (!order.equals("oldest") && !order.equals("newest")) {
            throw Fault.invalid("order", "unknown-word", "'order' is oldest or newest.");
        }
        instant("from", from, Instant.EPOCH);
        instant("to", to, Instant.EPOCH);
    }

    /// The events that follow the one of this number, in the asked order.
    List<AuditEvent> after(Handle handle, TenantId tenant, @Nullable Long sequence, int rows) {
        boolean newest = order.equals("newest");
        var place = newest ? "sequence < :sequence" : "sequence > :sequence";
        var sort = newest ? "sequence desc" : "sequence";
        var asked = action == null ? "" : action;
        return handle.createQuery(SELECT.formatted(place, sort))
                .bind("tenant", tenant)
                .bind("sequence", sequence != null ? sequence : newest ? Long.MAX_VALUE : 0)
                .bind("actor", actor == null ? "" : actor)
                .bind("action", asked)
                .bind("prefix", asked.endsWith("*") ? asked.substring(0, asked.length() - 1) : "")
                .bind("target", target == null ? "" : target)
                .bind("from", instant("from", from, Instant.EPOCH))
                .bind("to", instant("to", to, Instant.parse("9999-01-01T00:00:00Z")))
                .bind("rows", rows)
                .map(AuditEvent::of)
                .list();
    }

    /// What was asked for, for the event that tells of the look.
    Map<String, String> asked() {
        var asked = new LinkedHashMap<String, String>();
        put(asked, "actor", actor);
        put(asked, "action", action);
        put(asked, "target", target);
        put(asked, "from", from);
        put(asked, "to", to);
        return asked;
    }

    private static void put(Map<String, String> asked, String name, @Nullable String value) {
        if (value != null) asked.put(name, value);
    }

    private static Instant instant(String name, @Nullable String text, Instant otherwise) {
        if (text == null || text.isEmpty()) return otherwise;
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw Fault.invalid(name, "invalid-instant", "An instant looks like 2026-11-25T08:00:00Z.");
        }
    }
}
