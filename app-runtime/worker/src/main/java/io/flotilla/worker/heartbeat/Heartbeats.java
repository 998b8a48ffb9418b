package io.flotilla.worker.heartbeat;

import io.flotilla.messages.InvocationRef;
import io.flotilla.messages.Topics;
import io.flotilla.messages.Wire;
import io.flotilla.messages.WorkerHeartbeat;
import io.flotilla.worker.kafka.Publisher;
import io.flotilla.worker.run.Runs;
import io.flotilla.worker.run.WorkerId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// The worker's signs of life.
@Singleton
public class Heartbeats {
    private final Publisher publisher;
    private final String topic;
    private final Runs runs;
    private final WorkerId worker;
    private final Clock clock;
    private final Duration interval;
    private final Instant startedAt;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("heartbeat").factory());
    private volatile boolean stopping;
    private volatile Instant lastHeard;

    Heartbeats(Publisher publisher, Topics topics, Runs runs, WorkerId worker, Clock clock, HeartbeatConfig config) {
        this.publisher = publisher;
        this.topic = topics.workerHeartbeats();
        this.runs = runs;
        this.worker = worker;
        this.clock = clock;
        this.interval = config.interval();
        this.startedAt = clock.instant();
        this.lastHeard = Instant.MIN;
    }

    /// The first sign, and from then on one after each interval.
    public void start() {
        var _ = timer.scheduleAtFixedRate(this::beat, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Says at once that the worker takes nothing more; the signs go on while it drains.
    public void stopping() {
        stopping = true;
        timer.execute(this::beat);
    }

    /// The last sign. Returns when it is safe, or after two seconds.
    public void stop(List<InvocationRef> handedOver) {
        timer.shutdown();
        var heard = new CompletableFuture<Void>();
        Thread.ofVirtual().start(() -> {
            var _ = beat(handedOver).thenAccept(heard::complete);
        });
        heard.completeOnTimeout(null, 2, TimeUnit.SECONDS).join();
    }

    /// Whether Kafka took a heartbeat lately.
    public boolean areHeard() {
        return lastHeard.isAfter(clock.instant().minus(interval.multipliedBy(5)));
    }

    private void beat() {
        var _ = beat(List.of());
    }

    private CompletableFuture<Void> beat(List<InvocationRef> handedOver) {
        var heartbeat = new WorkerHeartbeat(
                worker.value(), startedAt, clock.instant(), runs.capacity(), runs.running(), stopping, handedOver);
        return publisher
                .deliver(topic, worker.value(), Wire.write(heartbeat))
                .thenRun(() -> lastHeard = clock.instant());
    }
}
