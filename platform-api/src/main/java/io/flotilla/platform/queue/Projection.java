package io.flotilla.platform.queue;

import io.flotilla.messages.UnreadableMessage;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jdbi.v3.core.Handle;

/// Turns the records of one topic into rows. Everything it does is idempotent: a batch may come again, whole or
/// in part.
///
/// @param <M> what a record holds
public interface Projection<M> {
    /// The consumer group, and the name under which offsets are kept.
    String name();

    String topic();

    /// Reads one record; one that is not readable goes to dead letters.
    M read(ConsumerRecord<byte[], byte[]> record) throws UnreadableMessage;

    /// Stores a batch in the transaction that also moves the offsets.
    void store(Handle handle, List<M> batch);

    /// Called once the batch is committed; a failure here loses nothing that is stored.
    default void stored(List<M> batch) {}
}
