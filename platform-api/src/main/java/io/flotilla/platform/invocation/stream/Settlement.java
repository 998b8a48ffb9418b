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
import org.jboss.logging.Logger;

/// Makes sure that what is answered is what will be read: before a caller who waited hears the end, the end is
/// in the row, and the ledger holds the calls that the worker says it made.
@ApplicationScoped
public class Settlement {
    private static final Logger LOG = Logger.getLogger(Settlement.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(3);

    private final Database database;

    Settlement(Database database) {
        this.database = database;
    }

    /// The invocation if what was heard is its end; empty if it goes on (an older attempt's end, for one).
    public Optional<Invocation> settle(TenantId tenant, UUID id, Waiter.Signal signal) {
        var end = signal instanceof Waiter.Signal.Frame heard ? end(heard.frame()) : Optional.<Moves.End>empty();
        end.ifPresent(this::move);
        var invocation = read(tenant, id).filter(each -> each.state().ended());
        if (invocation.isPresent()) end.ifPresent(each -> awaitCalls(tenant, each));
        return invocation;
    }

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

    private void awaitCalls(TenantId tenant, Moves.End end) {
        var calls = end.timing().calls();
        if (calls == null || calls == 0) return;
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (recorded(tenant, end) < calls && System.nanoTime() < until) LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }

    private int recorded(TenantId tenant, Moves.End end) {
        var ref = end.event().ref();
        return database.inTenant(tenant, handle -> InvocationUsage.calls(handle, ref));
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
