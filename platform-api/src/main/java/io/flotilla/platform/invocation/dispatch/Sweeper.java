package io.flotilla.platform.invocation.dispatch;

import io.flotilla.messages.Problem;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.invocation.state.Acknowledged;
import io.flotilla.platform.invocation.state.Invocation;
import io.flotilla.platform.invocation.state.InvocationState;
import io.flotilla.platform.invocation.state.PlatformMoves;
import io.flotilla.platform.problem.Fault;
import io.flotilla.platform.queue.Queue;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Produces again what was not acknowledged: after a broker's outage, a platform's death between commit and
/// produce, a takeover. Several instances share the rows out by locking.
@ApplicationScoped
class Sweeper {
    private static final Duration HOLD = Duration.ofSeconds(12);
    private static final int AT_ONCE = 200;

    private final Queue queue;
    private final Database database;
    private final Requests requests;
    private final Outbox outbox;
    private final DispatchConfig config;

    Sweeper(Queue queue, Database database, Requests requests, Outbox outbox, DispatchConfig config) {
        this.queue = queue;
        this.database = database;
        this.requests = requests;
        this.outbox = outbox;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        queue.keepRunning("sweeper", this::sweep);
    }

    private void sweep(BooleanSupplier stopping) {
        while (!stopping.getAsBoolean()) {
            database.useProjection(handle -> Acknowledged.forgetLost(handle, config.lostAfter()));
            var due = database.asProjection(handle -> Acknowledged.unacknowledged(handle, HOLD, AT_ONCE));
            due.forEach(this::again);
            if (due.size() < AT_ONCE) queue.pause(config.sweepEvery());
        }
    }

    private void again(Invocation invocation) {
        if (outbox.isOnTheWay(invocation.ref())) return;
        try {
            outbox.produce(requests.again(invocation));
        } catch (Fault e) {
            var problem = new Problem(e.code().code(), e.detail(), e.code().retryable(), null);
            database.useProjection(
                    handle -> PlatformMoves.end(handle, invocation.ref(), InvocationState.FAILED, problem));
        }
    }
}
