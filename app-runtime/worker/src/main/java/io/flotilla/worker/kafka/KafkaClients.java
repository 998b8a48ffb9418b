package io.flotilla.worker.kafka;

import io.flotilla.messages.RecordCaps;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Makes the raw clients. Whoever asks for one closes it.
@Singleton
public class KafkaClients {
    private final KafkaConfig config;

    KafkaClients(KafkaConfig config) {
        this.config = config;
    }

    /// A consumer that shares partitions with the other members of its group. A group that is new begins at the beginning:
    /// what was asked before the first worker came is not lost.
    public Consumer<byte[], byte[]> member(String group, int longestBatch) {
        var settings = consumer();
        settings.put("group.id", group);
        settings.put("group.protocol", "consumer");
        settings.put("auto.offset.reset", "earliest");
        settings.put("max.poll.records", longestBatch);
        settings.put("max.poll.interval.ms", Math.toIntExact(config.longestPoll().toMillis()));
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /// A consumer without a group: it names its partitions itself.
    public Consumer<byte[], byte[]> observer() {
        var settings = consumer();
        settings.put("auto.offset.reset", "latest");
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    Producer<byte[], byte[]> producer() {
        var settings = common();
        settings.put("acks", "all");
        settings.put("enable.idempotence", true);
        settings.put("linger.ms", 0);
        // a record waits for the broker as long as it takes, in its place in the order; so does who publishes it, when the
        // buffer is full or the client has lost sight of the topic
        settings.put("delivery.timeout.ms", Integer.MAX_VALUE);
        settings.put("max.block.ms", Long.MAX_VALUE);
        settings.put("request.timeout.ms", 15_000);
        settings.put("max.request.size", RecordCaps.REQUEST + RecordCaps.OVERHEAD);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    Admin admin() {
        return Admin.create(common());
    }

    private Map<String, Object> consumer() {
        var settings = common();
        settings.put("enable.auto.commit", false);
        settings.put("allow.auto.create.topics", false);
        settings.put("fetch.max.wait.ms", 250);
        settings.put("max.partition.fetch.bytes", RecordCaps.REQUEST + RecordCaps.OVERHEAD);
        return settings;
    }

    private Map<String, Object> common() {
        var settings = new HashMap<String, Object>();
        settings.put("bootstrap.servers", config.bootstrap());
        settings.put("reconnect.backoff.max.ms", 1_000);
        settings.put("retry.backoff.max.ms", 1_000);
        settings.put("auto.include.jmx.reporter", false);
        settings.put("enable.metrics.push", false);
        settings.put("metric.reporters", "");
        return settings;
    }
}
