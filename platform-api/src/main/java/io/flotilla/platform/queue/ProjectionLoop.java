package io.flotilla.platform.queue;

import io.flotilla.messages.UnreadableMessage;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.database.SqlState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/// Reads a topic in batches and stores each batch with the offsets in one transaction. The consumer group only
/// says who reads which partition; how far it was read is what the database says, and a reader that was
/// overtaken stores nothing.
final class ProjectionLoop<M> implements ConsumerRebalanceListener {
    private static final Logger LOG = Logger.getLogger(ProjectionLoop.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Projection<M> projection;
    private final Queue queue;
    private final Database database;
    private final DeadLetters deadLetters;
    private final Set<TopicPartition> fresh = new HashSet<>();
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private Duration pause = FIRST_PAUSE;

    ProjectionLoop(Projection<M> projection, Queue queue, Database database, DeadLetters deadLetters) {
        this.projection = projection;
        this.queue = queue;
        this.database = database;
        this.deadLetters = deadLetters;
    }

    void run(BooleanSupplier stopping) throws InterruptedException, ExecutionException {
        var offsets = new Offsets(projection.name(), projection.topic(), queue.topicId(projection.topic()));
        Map<String, Object> group = Map.of(
                ConsumerConfig.GROUP_ID_CONFIG,
                queue.topics().prefix() + "." + projection.name(),
                ConsumerConfig.GROUP_PROTOCOL_CONFIG,
                "consumer");
        try (var consumer = queue.consumer(group)) {
            consumer.subscribe(List.of(projection.topic()), this);
            while (!stopping.getAsBoolean()) step(consumer, offsets);
        }
    }

    private void step(KafkaConsumer<byte[], byte[]> consumer, Offsets offsets)
            throws InterruptedException, ExecutionException {
        var records = consumer.poll(POLL);
        try {
            // What was fetched before its partition was placed comes again from the right place.
            var batch = new ArrayList<ConsumerRecord<byte[], byte[]>>(records.count());
            for (var record : records) if (next.containsKey(partition(record))) batch.add(record);
            place(consumer, offsets);
            if (batch.isEmpty()) return;
            store(batch, offsets);
            commit(consumer);
            recovered();
        } catch (Offsets.Overtaken e) {
            LOG.debugf("overtaken, reads its place again: projection=%s", projection.name());
            forget(consumer, records.partitions());
        } catch (RuntimeException | ExecutionException e) {
            failed(e);
            forget(consumer, records.partitions());
            queue.pause(pause);
        }
    }

    /// Seeks what was newly assigned to where the database says; until then it stays paused.
    private void place(KafkaConsumer<byte[], byte[]> consumer, Offsets offsets) {
        if (fresh.isEmpty()) return;
        for (var each : List.copyOf(fresh)) {
            long place = database.asProjection(handle -> offsets.read(handle, each.partition()));
            consumer.seek(each, place);
            next.put(each, place);
            fresh.remove(each);
            consumer.resume(List.of(each));
        }
        recovered();
    }

    private void forget(KafkaConsumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
        for (var each : partitions) {
            if (!consumer.assignment().contains(each)) continue;
            next.remove(each);
            fresh.add(each);
            consumer.pause(List.of(each));
        }
    }

    private void store(List<ConsumerRecord<byte[], byte[]>> batch, Offsets offsets)
            throws InterruptedException, ExecutionException {
        if (batch.isEmpty()) return;
        var messages = new ArrayList<M>(batch.size());
        for (var record : batch) {
            try {
                messages.add(projection.read(record));
            } catch (UnreadableMessage e) {
                deadLetters.put(record, String.valueOf(e.getMessage()));
            }
        }
        var reached = reached(batch);
        try {
            database.asProjection(handle -> {
                handle.execute("set local synchronous_commit to off");
                offsets.move(handle, next, reached);
                if (!messages.isEmpty()) projection.store(handle, messages);
                return null;
            });
            next.putAll(reached);
        } catch (RuntimeException e) {
            if (!SqlState.isAboutTheData(e)) throw e;
            oneByOne(batch, offsets, e);
            return;
        }
        if (!messages.isEmpty()) projection.stored(messages);
    }

    /// One record holds what the tables refuse: finds it, so that the others are stored.
    private void oneByOne(List<ConsumerRecord<byte[], byte[]>> batch, Offsets offsets, RuntimeException failure)
            throws InterruptedException, ExecutionException {
        if (batch.size() > 1) {
            for (var record : batch) store(List.of(record), offsets);
            return;
        }
        deadLetters.put(batch.getFirst(), "refused by the database: " + SqlState.of(failure));
        var reached = reached(batch);
        database.asProjection(handle -> {
            offsets.move(handle, next, reached);
            return null;
        });
        next.putAll(reached);
    }

    private static Map<TopicPartition, Long> reached(List<ConsumerRecord<byte[], byte[]>> batch) {
        var reached = new HashMap<TopicPartition, Long>();
        for (var record : batch) reached.put(partition(record), record.offset() + 1);
        return reached;
    }

    /// Tells Kafka too, so that its tools show how far behind the projection is. Nobody reads it back.
    private void commit(KafkaConsumer<byte[], byte[]> consumer) {
        var places = new HashMap<TopicPartition, OffsetAndMetadata>();
        next.forEach((partition, offset) -> places.put(partition, new OffsetAndMetadata(offset)));
        consumer.commitAsync(places, (committed, failure) -> {});
    }

    private void failed(Exception e) {
        if (pause.equals(FIRST_PAUSE))
            LOG.warnf(e, "projection waits for better times: projection=%s", projection.name());
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
    }

    private void recovered() {
        if (!pause.equals(FIRST_PAUSE)) LOG.infof("projection goes on: projection=%s", projection.name());
        pause = FIRST_PAUSE;
    }

    private static TopicPartition partition(ConsumerRecord<byte[], byte[]> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        fresh.addAll(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        fresh.removeAll(partitions);
        partitions.forEach(next::remove);
    }
}
