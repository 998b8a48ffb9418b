package io.flotilla.platform.invocation.upkeep;

import io.flotilla.messages.InvocationRef;
import io.flotilla.messages.UnreadableMessage;
import io.flotilla.messages.Wire;
import io.flotilla.messages.WorkerHeartbeat;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.queue.Queue;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Hears the workers' signs of life, notes them in the table `worker`, and knows whether it hears at all: a
/// broker that is away silences everybody, and that is no reason to take anybody's work.
@ApplicationScoped
class Heartbeats {
    private static final Logger LOG = Logger.getLogger(Heartbeats.class);

    private final Queue queue;
    private final Database database;
    private final UpkeepConfig config;
    private final Clock clock;
    private final LinkedBlockingQueue<InvocationRef> handedOver = new LinkedBlockingQueue<>();
    private volatile @Nullable Instant hearingSince;
    private volatile @Nullable Instant lastHeard;

    Heartbeats(Queue queue, Database database, UpkeepConfig config, Clock clock) {
        this.queue = queue;
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    /// Whether somebody has been heard for long enough that who was not heard is silent.
    boolean hears() {
        var since = hearingSince;
        return since != null && since.isBefore(clock.instant().minus(config.silence().dividedBy(2)));
    }

    /// What stopping workers gave up since the last time this was asked.
    List<InvocationRef> handedOver() {
        var refs = new ArrayList<InvocationRef>();
        handedOver.drainTo(refs);
        return refs;
    }

    void start(@Observes StartupEvent event) {
        queue.keepRunning("heartbeats", this::listen);
    }

    private void listen(BooleanSupplier stopping) {
        hearingSince = null;
        lastHeard = null;
        try (var consumer = queue.consumer(Map.of())) {
            var topic = queue.topics().workerHeartbeats();
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(each -> new TopicPartition(topic, each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            while (!stopping.getAsBoolean()) {
                var beats = new ArrayList<WorkerHeartbeat>();
                for (var record : consumer.poll(Duration.ofMillis(250))) read(record, beats);
                if (!beats.isEmpty()) hear(beats);
            }
        }
    }

    private static void read(ConsumerRecord<byte[], byte[]> record, List<WorkerHeartbeat> beats) {
        try {
            beats.add(Wire.read(record.value(), WorkerHeartbeat.class));
        } catch (UnreadableMessage e) {
            LOG.debugf("heartbeat dropped: reason=%s", e.getMessage());
        }
    }

    private void hear(List<WorkerHeartbeat> beats) {
        var now = clock.instant();
        var before = lastHeard;
        if (before == null || before.isBefore(now.minus(config.silence()))) hearingSince = now;
        lastHeard = now;
        database.useProjection(handle -> {
            for (var each : beats) Workers.note(handle, each);
        });
        for (var each : beats) handedOver.addAll(each.handedOver());
    }
}
