package io.flotilla.platform.reconciliation;

import io.flotilla.platform.queue.Queue;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/// Reconciles all tenants every night, and says each difference in the log and their number as a metric.
@ApplicationScoped
class Nightly {
    private static final Logger LOG = Logger.getLogger(Nightly.class);
    private static final LocalTime AT = LocalTime.of(3, 0);

    private final Queue queue;
    private final Reconciliation reconciliation;
    private final Clock clock;
    private final AtomicInteger differences = new AtomicInteger();

    Nightly(Queue queue, Reconciliation reconciliation, Clock clock, MeterRegistry metrics) {
        this.queue = queue;
        this.reconciliation = reconciliation;
        this.clock = clock;
        metrics.gauge("flotilla.reconciliation.differences", differences);
    }

    void start(@Observes StartupEvent event) {
        queue.keepRunningAnyway("reconciliation", this::watch);
    }

    private void watch(BooleanSupplier stopping) {
        while (!queue.pause(untilNight()) && !stopping.getAsBoolean()) reconcile();
    }

    private void reconcile() {
        var report = reconciliation.ofAll();
        differences.set(report.differences().size());
        for (var each : report.differences()) {
            LOG.errorf(
                    "books differ: invariant=%s tenant=%s difference=%s",
                    each.invariant(), each.tenant(), each.difference());
        }
        LOG.infof("books reconciled: differences=%d", report.differences().size());
    }

    private Duration untilNight() {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        var night = now.with(AT);
        return Duration.between(now, night.isAfter(now) ? night : night.plusDays(1));
    }
}
