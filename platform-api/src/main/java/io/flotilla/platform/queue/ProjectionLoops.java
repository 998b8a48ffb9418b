package io.flotilla.platform.queue;

import io.flotilla.platform.database.Database;
import jakarta.enterprise.context.ApplicationScoped;

/// Starts the thread of a projection.
@ApplicationScoped
public class ProjectionLoops {
    private final Queue queue;
    private final Database database;
    private final DeadLetters deadLetters;

    ProjectionLoops(Queue queue, Database database, DeadLetters deadLetters) {
        this.queue = queue;
        this.database = database;
        this.deadLetters = deadLetters;
    }

    /// Runs the projection until the application stops, on partitions that it shares with its like in other
    /// instances.
    public void run(Projection<?> projection) {
        start(projection);
    }

    private <M> void start(Projection<M> projection) {
        queue.keepRunning(
                projection.name(),
                stopping -> new ProjectionLoop<>(projection, queue, database, deadLetters).run(stopping));
    }
}
