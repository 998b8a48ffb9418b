package io.flotilla.platform.invocation.upkeep;

import io.flotilla.platform.database.Database;
import io.flotilla.platform.invocation.state.Payloads;
import io.flotilla.platform.queue.Queue;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.function.BooleanSupplier;

/// Removes inputs and outputs that the tenant does not keep, or keeps no longer. Several instances may do so at once:
/// each row goes once.
@ApplicationScoped
class Retention {
    private final Queue queue;
    private final Database database;
    private final RetentionConfig config;

    Retention(Queue queue, Database database, RetentionConfig config) {
        this.queue = queue;
        this.database = database;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        queue.keepRunningAnyway("retention", this::enforce);
    }

    private void enforce(BooleanSupplier stopping) {
        while (!stopping.getAsBoolean()) {
            int removed = database.asProjection(handle -> Payloads.remove(handle, config.grace()));
            if (removed == 0) queue.pause(config.every());
        }
    }
}
