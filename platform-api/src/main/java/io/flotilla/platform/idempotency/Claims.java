package io.flotilla.platform.idempotency;

import io.flotilla.platform.database.Database;
import io.flotilla.platform.problem.Fault;
import io.flotilla.platform.problem.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/// Who holds which key, and what the first holder answered.
@ApplicationScoped
class Claims {
    private static final Duration KEPT = Duration.ofHours(24);

    private final Database database;
    private final Seal seal;
    private final IdempotencyConfig config;
    private final Clock clock;

    Claims(Database database, Seal seal, IdempotencyConfig config, Clock clock) {
        this.database = database;
        this.seal = seal;
        this.config = config;
        this.clock = clock;
    }

    /// Takes the key, or finds what its first holder answered. A holder that fell silent loses the key to a repeat of
    /// its own request.
    ///
    /// @throws Fault.Conflict if the key belongs to another request, or its first request is still running
    Taken take(Claim.Key key, String fingerprint) {
        var claim = new Claim(key, UUID.randomUUID());
        var now = clock.instant();
        return database.inTenant(key.tenant(), handle -> {
            int taken = bind(handle.createUpdate("""
                            insert into idempotent_call as c
                                (tenant_id, caller, idempotency_key, fingerprint, claim, claimed_until, created_at)
                            values (:tenant, :caller, :key, :fingerprint, :claim, :until, :now)
                            on conflict (tenant_id, caller, idempotency_key) do update
                            set fingerprint = excluded.fingerprint, claim = excluded.claim,
                                claimed_until = excluded.claimed_until, created_at = excluded.created_at, answer = null
                            where c.created_at < :expired
                               or (c.answer is null and c.claimed_until < :now
                                   and c.fingerprint = excluded.fingerprint)
                            """), claim)
                    .bind("fingerprint", fingerprint)
                    .bind("until", now.plus(config.patience()))
                    .bind("now", now)
                    .bind("expired", now.minus(KEPT))
                    .execute();
            return taken > 0 ? new Taken.Mine(claim) : new Taken.Answered(before(handle, key, fingerprint));
        });
    }

    private KeptAnswer before(Handle handle, Claim.Key key, String fingerprint) {
        var kept = bind(handle.createQuery("""
                        select fingerprint, answer from idempotent_call
                        where tenant_id = :tenant and caller = :caller and idempotency_key = :key
                        """), key)
                .map((row, context) -> {
                    if (row.getString("fingerprint").equals(fingerprint)) return Optional.ofNullable(row.getBytes("answer"));
                    throw new Fault.Conflict(
                            ProblemCode.IDEMPOTENCY_MISMATCH, "This Idempotency-Key was used for a different request.");
                })
                .findOne()
                .flatMap(answer -> answer);
        return seal.open(
                key,
                kept.orElseThrow(() -> new Fault.Conflict(
                        ProblemCode.IDEMPOTENCY_IN_PROGRESS,
                        "The first request with this Idempotency-Key is still running.")));
    }

    /// Keeps what the holder answered.
    void keep(Claim claim, KeptAnswer answer) {
        database.useTenant(claim.key().tenant(), handle -> bind(handle.createUpdate("""
                        update idempotent_call set answer = :answer
                        where tenant_id = :tenant and caller = :caller and idempotency_key = :key and claim = :claim
                        """), claim)
                .bind("answer", seal.close(claim.key(), answer))
                .execute());
    }

    /// Nothing happened: the key is free again.
    void release(Claim claim) {
        database.useTenant(claim.key().tenant(), handle -> bind(handle.createUpdate("""
                        delete from idempotent_call
                        where tenant_id = :tenant and caller = :caller and idempotency_key = :key and claim = :claim
                        """), claim)
                .execute());
    }

    private static <S extends SqlStatement<S>> S bind(S statement, Claim claim) {
        return bind(statement, claim.key()).bind("claim", claim.token());
    }

    private static <S extends SqlStatement<S>> S bind(S statement, Claim.Key key) {
        return statement
                .bind("tenant", key.tenant())
                .bind("caller", key.caller())
                .bind("key", key.text());
    }

    /// What came of taking a key.
    sealed interface Taken {
        /// It is this request's now.
        record Mine(Claim claim) implements Taken {}

        /// The request was answered before.
        record Answered(KeptAnswer answer) implements Taken {}
    }
}
