package io.flotilla.platform.idempotency;

import io.flotilla.platform.database.Database;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;

/// Drops what was kept for a day.
@ApplicationScoped
class Forgetting {
    private final Database database;

    Forgetting(Database database) {
        this.database = database;
    }

    @Scheduled(every = "15M", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void forget() {
        database.useProjection(
                handle -> handle.execute("delete from idempotent_call where created_at < now() - interval '24 hours'"));
    }
}
