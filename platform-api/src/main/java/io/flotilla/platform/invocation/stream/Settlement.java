package io.flotilla.platform.invocation.stream;

import io.flotilla.messages.InvocationEvent;
import io.flotilla.messages.ReplyFrame;
import io.flotilla.messages.UnreadableMessage;
import io.flotilla.messages.Wire;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.invocation.state.Invocation;
import io.flotilla.platform.invocation.state.Invocations;
import io.flotilla.platform.invocation.state.Moves;
import io.flotilla.platform.usage.InvocationUsage;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.Handle;
import org.jboss.logging.Logger;

/// Makes sure that what is answered is what will be read: before a caller who waited hears the end, the end is
/// in the row, and the ledger holds the calls that the worker says it made.
@ApplicationScoped
public class Settlement {
    private static final Logger LOG = Logger.getLogger(Settlement.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(1);

    private final Database database;

    Settlement(Database database) {
        this.database = database;
    }

    /// The invocation, with what it used, if what was heard is its end; empty if it goes on (an older attempt's
    /// end, for one).
    public Optional<Settled> settle(TenantId tenant, UUID id, Waiter.Signal signal) {
        var end = signal instanceof Waiter.Signal.Frame heard ? end(heard.frame()) : Optional.<Moves.End>empty();
        end.ifPresent(this::move);
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            boolean patient = System.nanoTime() < until;
            var seen = database.inTenant(tenant, handle -> look(handle, tenant, id, patient ? end : Optional.empty()));
            if (seen.ledgerIsComplete()) return seen.settled();
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    /// One look at the ledger, and at the row if the ledger holds the calls of `end`.
    private static Seen look(Handle handle, TenantId tenant, UUID id, Optional<Moves.End> end) {
        if (end.isPresent() && callsMissing(handle, end.get())) return new Seen(false, Optional.empty());
        return new Seen(
                true,
                Invocations.byId(handle, tenant.value(), id)
                        .filter(each -> each.state().ended())
                        .map(each -> new Settled(each, InvocationUsage.of(handle, tenant.value(), id))));
    }

    private static boolean callsMissing(Handle handle, Moves.End end) {
        var calls = end.timing().calls();
        return calls != null && calls > 0 && InvocationUsage.calls(handle, end.event().ref()) < calls;
    }

    /// An invocation that has ended, as it will be read from now on.
    public record Settled(Invocation invocation, InvocationUsage usage) {}

    private record Seen(boolean ledgerIsComplete, Optional<Settled> settled) {}

    /// The row as it is.
    public Optional<Invocation> read(TenantId tenant, UUID id) {
        return database.inTenant(tenant, handle -> Invocations.byId(handle, tenant.value(), id));
    }

    /// The projection makes the same move; whoever is second changes nothing. The event is safe in Kafka, so
    /// that the move need not be on disk before the answer.
    private void move(Moves.End end) {
        database.useProjection(handle -> {
            handle.execute("set local synchronous_commit to off");
            Moves.end(handle, List.of(end));
        });
    }

    private static Optional<Moves.End> end(ReplyFrame frame) {
        if (!frame.name().equals("invocation.finished")) return Optional.empty();
        try {
            return Optional.ofNullable(Moves.End.of(Wire.read(Wire.write(frame.data()), InvocationEvent.class)));
        } catch (UnreadableMessage e) {
            LOG.warnf("last frame not understood, the row decides: reason=%s", e.getMessage());
            return Optional.empty();
        }
    }
}
