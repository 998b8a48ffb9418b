package io.flotilla.platform.invocation.upkeep;

import io.flotilla.messages.InvocationRef;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.queue.Progress;
import io.flotilla.platform.queue.Queue;
import io.flotilla.platform.quota.Holds;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Handle;

/// Gives back what budgets hold for invocations that have ended. A worker tells of the end after all usage, so what is
/// left once that usage is stored was never spent; where calls are still to be reckoned with, it waits for that.
@ApplicationScoped
class HoldRelease {
    private static final int AT_ONCE = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Queue queue;
    private final Database database;
    private final Progress progress;
    private final UpkeepConfig config;

    HoldRelease(Queue queue, Database database, Progress progress, UpkeepConfig config) {
        this.queue = queue;
        this.database = database;
        this.progress = progress;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        queue.keepRunning("hold-release", this::watch);
    }

    private void watch(BooleanSupplier stopping) throws InterruptedException, ExecutionException {
        while (!stopping.getAsBoolean()) {
            var ended = database.asProjection(HoldRelease::ended);
            if (!ended.isEmpty() && progress.caughtUp("usage", queue.topics().usage(), PATIENCE)) {
                database.useProjection(handle -> Holds.release(handle, ended));
            }
            if (ended.size() < AT_ONCE) queue.pause(config.every());
        }
    }

    /// Also those whose row is gone with its month.
    private static List<InvocationRef> ended(Handle handle) {
        return handle.createQuery(
                        """
                        select distinct h.tenant_id, h.invocation_id
                        from budget_hold h
                        left join invocation i on (i.tenant_id, i.id) = (h.tenant_id, h.invocation_id)
                        where (i.finished_at is not null and i.reckon_at is null)
                           or (i.id is null and uuid_extract_timestamp(h.invocation_id) < now() - interval '1 month')
                        order by 1, 2 limit :most
                        """)
                .bind("most", AT_ONCE)
                .map((row, context) -> new InvocationRef(
                        row.getObject("tenant_id", UUID.class), row.getObject("invocation_id", UUID.class), 1))
                .list();
    }
}
