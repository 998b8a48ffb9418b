package io.flotilla.platform.invocation.admission;

import io.flotilla.app.CanonicalJson;
import io.flotilla.messages.Wire;
import io.flotilla.platform.access.Caller;
import io.flotilla.platform.invocation.state.Invocation;
import io.flotilla.platform.invocation.state.Invocations;
import io.flotilla.platform.problem.Fault;
import io.flotilla.platform.problem.ProblemCode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Keys that make asking twice one invocation: each caller has their own. A key is taken in the transaction that adds the row: two who ask
/// at once meet at the key, and the second waits for the first's commit.
final class Idempotency {
    private static final int LONGEST = 255;

    private Idempotency() {}

    /// The invocation that an earlier request with this key made; empty if there is no key, or it is this
    /// request's now.
    ///
    /// @throws Fault.Conflict if the key belongs to a different request
    static Optional<Invocation> claim(Handle handle, Caller caller, Ask ask, UUID id, Instant now) {
        var key = ask.idempotencyKey();
        if (key == null) return Optional.empty();
        if (key.isBlank() || key.length() > LONGEST) {
            throw Fault.invalid("Idempotency-Key", "invalid-value", "A key has 1 to %d characters.".formatted(LONGEST));
        }
        var fingerprint = fingerprint(ask);
        int taken = handle.createUpdate(
                        """
                        insert into invocation_key (tenant_id, caller, idempotency_key, invocation_id, fingerprint, created_at)
                        values (:tenant, :caller, :key, :id, :fingerprint, :now) on conflict do nothing
                        """)
                .bind("tenant", caller.tenant())
                .bind("caller", caller.principal().identity())
                .bind("key", key)
                .bind("id", id)
                .bind("fingerprint", fingerprint)
                .bind("now", now)
                .execute();
        if (taken > 0) return Optional.empty();
        return Optional.of(before(handle, caller, key, fingerprint));
    }

    private static Invocation before(Handle handle, Caller caller, String key, String fingerprint) {
        var id = handle.createQuery(
                        """
                        select invocation_id, fingerprint from invocation_key
                        where tenant_id = :tenant and caller = :caller and idempotency_key = :key
                        """)
                .bind("tenant", caller.tenant())
                .bind("caller", caller.principal().identity())
                .bind("key", key)
                .map((row, context) ->
                        row.getString("fingerprint").equals(fingerprint) ? row.getObject("invocation_id", UUID.class) : null)
                .one();
        if (id == null) {
            throw new Fault.Conflict(
                    ProblemCode.IDEMPOTENCY_MISMATCH, "This Idempotency-Key was used for a different request.");
        }
        return Invocations.byId(handle, caller.tenant().value(), id).orElseThrow(Fault::notFound);
    }

    private static String fingerprint(Ask ask) {
        var request = new LinkedHashMap<String, @Nullable Object>();
        request.put("app", ask.app());
        request.put("environment", ask.environment());
        request.put("inputs", ask.inputs());
        request.put("metadata", ask.metadata());
        return CanonicalJson.hash(Wire.tree(request));
    }
}
