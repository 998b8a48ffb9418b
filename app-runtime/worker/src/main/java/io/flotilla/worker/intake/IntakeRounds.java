package io.flotilla.worker.intake;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.jboss.logging.Logger;

/// One round after the other: fetch while there is room, have it decided on, commit, start. What was fetched and has no room
/// yet waits here, uncommitted, with its partitions paused. For one thread.
final class IntakeRounds implements ConsumerRebalanceListener {
    private static final Logger LOG = Logger.getLogger(IntakeRounds.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration POLL_WHEN_FULL = Duration.ofMillis(20);

    private final Consumer<byte[], byte[]> consumer;
    private final Intake intake;
    private final Deque<ConsumerRecord<byte[], byte[]>> waiting = new ArrayDeque<>();
    private boolean assigned;

    IntakeRounds(Consumer<byte[], byte[]> consumer, Intake intake) {
        this.consumer = consumer;
        this.intake = intake;
    }

    /// Whether the group has taken this member in; it need not have a partition for it.
    boolean hasJoined() {
        return assigned || consumer.groupMetadata().generationId() > 0;
    }

    void next() {
        boolean full = !waiting.isEmpty() || intake.free() == 0;
        if (full) consumer.pause(consumer.assignment());
        else consumer.resume(consumer.paused());
        consumer.poll(full ? POLL_WHEN_FULL : POLL).forEach(waiting::add);
        var records = withRoom(intake.free());
        if (!records.isEmpty()) take(records);
    }

    private List<ConsumerRecord<byte[], byte[]>> withRoom(int most) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        while (records.size() < most && !waiting.isEmpty()) records.add(waiting.remove());
        return records;
    }

    private void take(List<ConsumerRecord<byte[], byte[]>> records) {
        var batch = intake.take(records);
        boolean committed = false;
        try {
            batch.told().get();
            committed = commit(records);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            LOG.errorf(e.getCause(), "batch dropped, its start could not be told records=%d", records.size());
        } finally {
            if (committed) batch.start();
            else batch.drop();
        }
        if (!committed) fetchAgain(records);
    }

    /// @return false if the partitions may be somebody else's by now
    private boolean commit(List<ConsumerRecord<byte[], byte[]>> records) {
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        for (var record : records) {
            offsets.put(partition(record), new OffsetAndMetadata(record.offset() + 1, record.leaderEpoch(), ""));
        }
        while (true) {
            try {
                consumer.commitSync(offsets);
                return true;
            } catch (CommitFailedException | RebalanceInProgressException e) {
                LOG.infof("batch dropped, its partitions moved records=%d", records.size());
                return false;
            } catch (RetriableException e) {
                LOG.warnf("commit repeated reason=%s", e.getClass().getSimpleName());
            } catch (InterruptException e) {
                throw e;
            } catch (KafkaException e) {
                LOG.warnf("batch dropped, not committed reason=%s", e.getClass().getSimpleName());
                return false;
            }
        }
    }

    /// What is still ours comes again; what is not comes to its new owner.
    private void fetchAgain(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<TopicPartition, Long> first = new HashMap<>();
        for (var record : records) first.putIfAbsent(partition(record), record.offset());
        waiting.removeIf(record -> first.containsKey(partition(record)));
        first.keySet().retainAll(consumer.assignment());
        first.forEach((partition, offset) -> consumer.seek(partition, offset));
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        LOG.infof("partitions taken %s", partitions);
        assigned = true;
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        LOG.infof("partitions given back %s", partitions);
        var gone = new HashSet<>(partitions);
        waiting.removeIf(record -> gone.contains(partition(record)));
    }

    private static TopicPartition partition(ConsumerRecord<byte[], byte[]> record) {
        return new TopicPartition(record.topic(), record.partition());
    }
}
