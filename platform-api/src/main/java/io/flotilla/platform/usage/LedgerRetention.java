package io.flotilla.platform.usage;

import io.flotilla.platform.database.Database;
import io.flotilla.platform.queue.Queue;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/// Drops months of the ledger that need not be kept any more, whole partitions at a time.
@ApplicationScoped
class LedgerRetention {
    private static final Logger LOG = Logger.getLogger(LedgerRetention.class);
    private static final Duration EVERY = Duration.ofHours(6);

    private final Queue queue;
    private final Database database;
    private final LedgerConfig config;

    LedgerRetention(Queue queue, Database database, LedgerConfig config) {
        this.queue = queue;
        this.database = database;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        if (config.keepMonths().isPresent()) queue.keepRunningAnyway("ledger-retention", this::watch);
    }

    private void watch(BooleanSupplier stopping) {
        while (!stopping.getAsBoolean()) {
            int dropped = drop(config.keepMonths().orElseThrow());
            if (dropped > 0) LOG.infof("months of the ledger dropped: partitions=%d", dropped);
            queue.pause(EVERY);
        }
    }

    /// @return how many partitions
    int drop(int keepMonths) {
        return database.asProjection(handle -> handle.createQuery("select drop_ledger_partitions(:months)")
                .bind("months", keepMonths)
                .mapTo(Integer.class)
                .one());
    }
}
