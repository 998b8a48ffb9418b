package io.flotilla.platform.invocation.upkeep;

import io.flotilla.messages.ControlMessage.StopReason;
import io.flotilla.messages.InvocationRef;
import io.flotilla.messages.Problem;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.invocation.dispatch.Control;
import io.flotilla.platform.invocation.state.InvocationState;
import io.flotilla.platform.invocation.state.PlatformMoves;
import io.flotilla.platform.queue.Progress;
import io.flotilla.platform.queue.Queue;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/// Gives what a lost worker ran to the others, as the next attempt with the journal. Before it does, everything
/// that workers told is stored: a run whose last word is still under way to the database is not lost.
@ApplicationScoped
class Takeover {
    private static final Logger LOG = Logger.getLogger(Takeover.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Problem LOST =
            new Problem("worker-lost", "Every worker that took this invocation was lost.", true, null);

    private final Queue queue;
    private final Database database;
    private final Heartbeats heartbeats;
    private final Progress progress;
    private final Control control;
    private final UpkeepConfig config;

    Takeover(
            Queue queue,
            Database database,
            Heartbeats heartbeats,
            Progress progress,
            Control control,
            UpkeepConfig config) {
        this.queue = queue;
        this.database = database;
        this.heartbeats = heartbeats;
        this.progress = progress;
        this.control = control;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        queue.keepRunning("takeover", this::watch);
    }

    private void watch(BooleanSupplier stopping) throws InterruptedException, ExecutionException {
        while (!stopping.getAsBoolean()) {
            var lost = new LinkedHashSet<>(heartbeats.handedOver());
            if (heartbeats.hears()) {
                lost.addAll(database.asProjection(handle -> Workers.orphans(handle, config.silence())));
            }
            if (!lost.isEmpty() && everythingToldIsStored()) lost.forEach(this::takeOver);
            queue.pause(config.every());
        }
    }

    private boolean everythingToldIsStored() throws InterruptedException, ExecutionException {
        return progress.caughtUp("invocation", queue.topics().invocationEvents(), PATIENCE)
                && progress.caughtUp("usage", queue.topics().usage(), PATIENCE);
    }

    /// The update asks again for the state and attempt that were seen: of two platforms, one moves the row.
    private void takeOver(InvocationRef lost) {
        if (lost.attempt() >= config.attempts()) {
            database.useProjection(handle -> PlatformMoves.end(handle, lost, InvocationState.FAILED, LOST));
            return;
        }
        if (!database.asProjection(handle -> PlatformMoves.requeue(handle, lost))) return;
        control.stop(lost, StopReason.SUPERSEDED);
        LOG.infof(
                "invocation taken over: invocation=%s attempt=%d", lost.invocationId(), lost.attempt() + 1);
    }
}
