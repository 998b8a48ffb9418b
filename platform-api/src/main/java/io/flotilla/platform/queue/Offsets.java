package io.flotilla.platform.queue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;

/// How far a projection has read a topic, in the database.
record Offsets(String projection, String topic, String topicId) {
    /// Where to go on; the first reader of a partition begins at 0.
    long read(Handle handle, int partition) {
        handle.createUpdate("""
                        insert into consumer_offset (projection, topic, topic_id, partition, next_offset)
                        values (:projection, :topic, :topicId, :partition, 0) on conflict do nothing
                        """).bind("projection", projection).bind("topic", topic).bind("topicId", topicId).bind("partition", partition).execute();
        return handle.createQuery("""
                        select next_offset from consumer_offset
                        where projection = :projection and topic = :topic and topic_id = :topicId and partition = :partition
                        """)
                .bind("projection", projection)
                .bind("topic", topic)
                .bind("topicId", topicId)
                .bind("partition", partition)
                .mapTo(Long.class)
                .one();
    }

    /// Moves each partition from where this reader believes it to be. Locks in the order of the partitions.
    ///
    /// @throws Overtaken when another reader moved one of them
    void move(Handle handle, Map<TopicPartition, Long> believed, Map<TopicPartition, Long> reached) {
        var partitions = new ArrayList<>(reached.keySet());
        partitions.sort(Comparator.comparingInt(TopicPartition::partition));
        for (var each : partitions) {
            int moved = handle.createUpdate("""
                            update consumer_offset set next_offset = :reached
                            where projection = :projection and topic = :topic and topic_id = :topicId
                              and partition = :partition and next_offset = :believed
                            """)
                    .bind("projection", projection)
                .bind("topic", topic)
                .bind("topicId", topicId)
                    .bind("partition", each.partition())
                    .bind("reached", reached.get(each))
                    .bind("believed", believed.get(each))
                    .execute();
            if (moved == 0) throw new Overtaken();
        }
    }

    /// Another reader has the partition now.
    static final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Overtaken() {
            super("another reader moved the offset", null, false, false);
        }
    }
}
