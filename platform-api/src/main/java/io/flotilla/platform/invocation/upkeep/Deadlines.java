package io.flotilla.platform.invocation.upkeep;

import io.flotilla.messages.ControlMessage.StopReason;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.invocation.dispatch.Control;
import io.flotilla.platform.invocation.state.PlatformMoves;
import io.flotilla.platform.queue.Queue;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.function.BooleanSupplier;

/// Ends what is over its deadline, and what was cancelled and goes on all the same. Several instances may do so
/// at once: each row moves for one of them.
@ApplicationScoped
class Deadlines {
    private final Queue queue;
    private final Database database;
    private final Control control;
    private final UpkeepConfig config;

    Deadlines(Queue queue, Database database, Control control, UpkeepConfig config) {
        this.queue = queue;
        this.database = database;
        this.control = control;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        queue.keepRunningAnyway("deadlines", this::enforce);
    }

    private void enforce(BooleanSupplier stopping) {
        while (!stopping.getAsBoolean()) {
            database.asProjection(handle -> PlatformMoves.expire(handle, config.deadlineGrace()))
                    .forEach(each -> control.stop(each, StopReason.DEADLINE));
            database.asProjection(handle -> PlatformMoves.endCancelled(handle, config.cancelPatience()))
                    .forEach(each -> control.stop(each, StopReason.CANCELLED));
            queue.pause(config.every());
        }
    }
}
