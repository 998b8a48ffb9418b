package io.flotilla.platform.queue;

import io.flotilla.platform.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.TopicPartition;

/// How far projections are, of all instances together.
@ApplicationScoped
public class Progress {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final Queue queue;
    private final Database database;

    Progress(Queue queue, Database database) {
        this.queue = queue;
        this.database = database;
    }

    /// Waits until a projection has stored everything that its topic holds at this moment.
    ///
    /// @return false if it has not by then
    public boolean caughtUp(String projection, String topic, Duration patience)
            throws InterruptedException, ExecutionException {
        var ends = ends(topic);
        var topicId = queue.topicId(topic);
        long until = System.nanoTime() + patience.toNanos();
        while (!reached(projection, topic, topicId, ends)) {
            if (System.nanoTime() > until || queue.pause(LOOK_AGAIN)) return false;
        }
        return true;
    }

    private Map<Integer, Long> ends(String topic) {
        try (var consumer = queue.consumer(Map.of())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(each -> new TopicPartition(topic, each.partition()))
                    .toList();
            var ends = new HashMap<Integer, Long>();
            consumer.endOffsets(partitions).forEach((partition, end) -> ends.put(partition.partition(), end));
            return ends;
        }
    }

    private boolean reached(String projection, String topic, String topicId, Map<Integer, Long> ends) {
        var stored = new HashMap<Integer, Long>();
        database.useProjection(handle -> handle.createQuery(
                        """
                        select partition, next_offset from consumer_offset
                        where projection = :projection and topic = :topic and topic_id = :topicId
                        """)
                .bind("projection", projection)
                .bind("topic", topic)
                .bind("topicId", topicId)
                .map((row, context) -> Map.entry(row.getInt("partition"), row.getLong("next_offset")))
                .forEach(each -> stored.put(each.getKey(), each.getValue())));
        return ends.entrySet().stream().allMatch(each -> stored.getOrDefault(each.getKey(), 0L) >= each.getValue());
    }
}
