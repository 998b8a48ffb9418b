package io.flotilla.worker;

import io.flotilla.worker.control.ControlLoop;
import io.flotilla.worker.heartbeat.Heartbeats;
import io.flotilla.worker.intake.IntakeLoop;
import io.flotilla.worker.kafka.TopicWait;
import io.flotilla.worker.run.Runs;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Starts the loops and stops them in order. A worker that is told to stop takes nothing more, finishes what it can in the
/// drain limit, and hands the rest over: its calls are closed, their usage is published, and the last heartbeat names what
/// another worker is to go on with.
@Singleton
class Worker {
    private static final Logger LOG = Logger.getLogger(Worker.class);
    private static final Duration AFTER_HAND_OVER = Duration.ofSeconds(3);

    private final TopicWait topics;
    private final ControlLoop control;
    private final Heartbeats heartbeats;
    private final IntakeLoop intake;
    private final Runs runs;
    private final WorkerConfig config;
    private @Nullable Thread beginning;
    private boolean stopped;

    Worker(
            TopicWait topics,
            ControlLoop control,
            Heartbeats heartbeats,
            IntakeLoop intake,
            Runs runs,
            WorkerConfig config) {
        this.topics = topics;
        this.control = control;
        this.heartbeats = heartbeats;
        this.intake = intake;
        this.runs = runs;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        beginning = Thread.ofPlatform().daemon().name("worker-start").start(this::begin);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        if (stopped) return;
        stopped = true;
        if (beginning != null) {
            beginning.interrupt();
            beginning.join(Duration.ofSeconds(2));
        }
        heartbeats.stopping();
        intake.stop();
        if (!runs.awaitIdle(config.drainLimit())) LOG.infof("drain limit passed running=%d", runs.running().size());
        var handedOver = runs.handOver();
        if (!runs.awaitIdle(AFTER_HAND_OVER)) LOG.warn("some runs did not let go");
        control.stop();
        heartbeats.stop(handedOver);
    }

    private void begin() {
        try {
            topics.await();
            heartbeats.start();
            control.start();
            intake.start();
        } catch (InterruptedException e) {
            LOG.debug("stopped before it began");
        }
    }
}
