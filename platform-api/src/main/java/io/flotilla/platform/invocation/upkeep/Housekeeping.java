package io.flotilla.platform.invocation.upkeep;

import io.flotilla.platform.database.Database;
import io.flotilla.platform.queue.Queue;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/// What is to be done at start and every hour: the months ahead get their partitions, old idempotency keys and
/// workers are forgotten, and what came late for an erased tenant goes too.
@ApplicationScoped
class Housekeeping {
    private static final Duration EVERY = Duration.ofHours(1);

    private final Queue queue;
    private final Database database;

    Housekeeping(Queue queue, Database database) {
        this.queue = queue;
        this.database = database;
    }

    void start(@Observes StartupEvent event) {
        queue.keepRunningAnyway("housekeeping", this::keep);
    }

    private void keep(BooleanSupplier stopping) {
        while (!stopping.getAsBoolean()) {
            database.useProjection(handle -> {
                handle.createQuery("select make_month_partitions()")
                        .mapTo(Integer.class)
                        .one();
                handle.execute("delete from invocation_key where created_at < now() - interval '1 day'");
                Workers.forgetOld(handle);
                handle.createQuery("select erase_late_rows()::text")
                        .mapTo(String.class)
                        .one();
            });
            queue.pause(EVERY);
        }
    }
}
