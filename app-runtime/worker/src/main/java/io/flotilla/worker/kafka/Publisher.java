package io.flotilla.worker.kafka;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Publishes records, in the order in which it is asked. While the brokers are away records wait for them, and in the end
/// who publishes waits too.
@Singleton
public class Publisher {
    private static final Logger LOG = Logger.getLogger(Publisher.class);
    private static final Executor AGAIN = CompletableFuture.delayedExecutor(
            500, TimeUnit.MILLISECONDS, task -> Thread.ofVirtual().start(task));

    private final Producer<byte[], byte[]> producer;
    private volatile boolean closed;

    public Publisher(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /// Publishes a record that must arrive. The answer comes when the brokers have it, however long that takes; it fails
    /// only for a record no broker will ever take, or when the worker ends. What the client itself gave up, which an outage
    /// is no reason for, is published again, behind what was published since.
    public CompletableFuture<Void> deliver(String topic, String key, byte[] value) {
        var delivery = new CompletableFuture<Void>();
        attempt(record(topic, null, key, value), delivery);
        return delivery;
    }

    /// Publishes a record for whoever waits at a partition. Nobody is told whether it arrived.
    public void tell(String topic, int partition, String key, byte[] value) {
        try {
            var _ = producer.send(record(topic, partition, key, value), (sent, failure) -> {
                if (failure != null) lost(topic, failure);
            });
        } catch (RuntimeException e) {
            lost(topic, e);
        }
    }

    @PreDestroy
    void close() {
        closed = true;
    }

    private void attempt(ProducerRecord<byte[], byte[]> record, CompletableFuture<Void> delivery) {
        try {
            var _ = producer.send(record, (sent, failure) -> {
                if (failure == null) delivery.complete(null);
                else failed(record, delivery, failure);
            });
        } catch (RuntimeException e) {
            failed(record, delivery, e);
        }
    }

    private void failed(ProducerRecord<byte[], byte[]> record, CompletableFuture<Void> delivery, Exception failure) {
        if (closed || failure instanceof RecordTooLargeException || failure instanceof InvalidTopicException) {
            delivery.completeExceptionally(failure);
            return;
        }
        LOG.warnf("record published again topic=%s reason=%s", record.topic(), kind(failure));
        AGAIN.execute(() -> attempt(record, delivery));
    }

    private static ProducerRecord<byte[], byte[]> record(
            String topic, @Nullable Integer partition, String key, byte[] value) {
        return new ProducerRecord<>(topic, partition, key.getBytes(StandardCharsets.UTF_8), value);
    }

    private void lost(String topic, Exception failure) {
        if (!closed) LOG.warnf("record lost topic=%s reason=%s", topic, kind(failure));
    }

    private static String kind(Exception failure) {
        return failure.getClass().getSimpleName();
    }
}
