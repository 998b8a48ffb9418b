package io.flotilla.platform.invocation.stream;

import io.flotilla.messages.ReplyFrame;
import io.flotilla.messages.UnreadableMessage;
import io.flotilla.messages.Wire;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.invocation.stream.ReplyLeases.Lease;
import io.flotilla.platform.queue.Queue;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Listens on this instance's partition of the replies topic.
@ApplicationScoped
public class Replies {
    private static final Logger LOG = Logger.getLogger(Replies.class);
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration RENEW_EVERY = Duration.ofSeconds(8);

    private final Queue queue;
    private final Database database;
    private final Waiters waiters;
    private final Clock clock;
    private final String instance = UUID.randomUUID().toString();
    private volatile @Nullable Integer partition;

    Replies(Queue queue, Database database, Waiters waiters, Clock clock) {
        this.queue = queue;
        this.database = database;
        this.waiters = waiters;
        this.clock = clock;
    }

    /// Where this instance listens; empty while it does not, and who waits then hears from the rows alone.
    public Optional<Integer> partition() {
        return Optional.ofNullable(partition);
    }

    void start(@Observes StartupEvent event) {
        queue.keepRunning("replies", this::listen);
    }

    private void listen(BooleanSupplier stopping) {
        var lease = database.asProjection(handle -> ReplyLeases.take(handle, instance, queue.replyPartitions(), LEASE));
        try (var consumer = queue.consumer(Map.of())) {
            var place = new TopicPartition(queue.topics().replies(), lease.partition());
            consumer.assign(List.of(place));
            consumer.seekToEnd(List.of(place));
            consumer.position(place);
            partition = lease.partition();
            listen(consumer, lease, stopping);
        } finally {
            partition = null;
        }
        database.useProjection(handle -> ReplyLeases.release(handle, lease));
    }

    /// Goes on while the lease is ours. A database that does not answer does not end it.
    private void listen(KafkaConsumer<byte[], byte[]> consumer, Lease lease, BooleanSupplier stopping) {
        Instant renewAt = clock.instant().plus(RENEW_EVERY);
        while (!stopping.getAsBoolean()) {
            for (var record : consumer.poll(Duration.ofMillis(250))) hear(record.value());
            if (clock.instant().isBefore(renewAt)) continue;
            renewAt = clock.instant().plus(RENEW_EVERY);
            if (!renew(lease)) return;
        }
    }

    private boolean renew(Lease lease) {
        try {
            return database.asProjection(handle -> ReplyLeases.renew(handle, lease, LEASE))
                    .isPresent();
        } catch (RuntimeException e) {
            LOG.debugf(e, "lease not renewed: partition=%d", lease.partition());
            return true;
        }
    }

    private void hear(byte @Nullable [] value) {
        try {
            waiters.hear(Wire.read(value, ReplyFrame.class));
        } catch (UnreadableMessage e) {
            LOG.debugf("frame dropped: reason=%s", e.getMessage());
        }
    }
}
