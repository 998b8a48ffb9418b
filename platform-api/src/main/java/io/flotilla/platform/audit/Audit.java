package io.flotilla.platform.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flotilla.platform.access.Caller;
import io.flotilla.platform.access.Origin;
import io.flotilla.platform.database.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The record of what was changed and looked at, by whom and from where: one chain per tenant, each event's hash covering
/// the one before.
@ApplicationScoped
public class Audit {
    private final Clock clock;
    private final ObjectMapper json;

    Audit(Clock clock, ObjectMapper json) {
        this.clock = clock;
        this.json = json;
    }

    /// Appends an event by the current caller, in the transaction of the change it tells of: both happen or neither.
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
        append(handle, tenant, actor, action, target, details, null, null);
    }

    /// [#record] for a change of something that can be shown before and after, as its reader sees it: what no answer shows
    /// is not in here either.
    ///
    /// @param before absent when it is new
    /// @param after  absent when it is gone
    public void changed(
            Handle handle,
            TenantId tenant,
            String action,
            String target,
            @Nullable Object before,
            @Nullable Object after) {
        changed(handle, tenant, action, target, Map.of(), before, after);
    }

    /// The same, with what else matters.
    public void changed(
            Handle handle,
            TenantId tenant,
            String action,
            String target,
            Map<String, String> details,
            @Nullable Object before,
            @Nullable Object after) {
        append(handle, tenant, actor(), action, target, details, before, after);
    }

    private void append(
            Handle handle,
            TenantId tenant,
            String actor,
            String action,
            String target,
            Map<String, String> details,
            @Nullable Object before,
            @Nullable Object after) {
        var head = Chain.head(handle, tenant);
        var origin = Origin.current();
        Chain.append(
                handle,
                tenant,
                new AuditEvent(
                        AuditEvent.FORM,
                        head.sequence() + 1,
                        clock.instant().truncatedTo(ChronoUnit.MICROS),
                        actor,
                        action,
                        target,
                        text(new TreeMap<>(details)),
                        before == null ? null : text(before),
                        after == null ? null : text(after),
                        origin.map(Origin::address).orElse(null),
                        origin.map(Origin::userAgent).orElse(null),
                        head.hash(),
                        new byte[0]));
    }

    private static String actor() {
        return Caller.current().principal().label();
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what an answer shows has a JSON form", e);
        }
    }
}
