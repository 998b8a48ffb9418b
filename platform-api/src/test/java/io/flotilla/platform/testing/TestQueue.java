package io.flotilla.platform.testing;

import static org.awaitility.Awaitility.await;

import io.flotilla.messages.CloudEvent;
import io.flotilla.messages.InvocationEvent;
import io.flotilla.messages.Topics;
import io.flotilla.messages.UsageRecorded;
import io.flotilla.messages.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.ConfigProvider;

/// The tests' own hand in Kafka.
public final class TestQueue implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap(), "linger.ms", 0),
            new ByteArraySerializer(),
            new ByteArraySerializer());

    /// The topics as the platform under test names them.
    public static Topics topics() {
        return new Topics(ConfigProvider.getConfig().getValue("flotilla.kafka.prefix", String.class));
    }

    /// Sends a record as it is.
    public void send(String topic, byte[] key, byte[] value) {
        try {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        } catch (Exception e) {
            throw new IllegalStateException("Kafka does not take records", e);
        }
    }

    /// Sends a record to one partition.
    public void send(String topic, int partition, byte[] value) {
        try {
            producer.send(new ProducerRecord<>(topic, partition, null, value)).get();
        } catch (Exception e) {
            throw new IllegalStateException("Kafka does not take records", e);
        }
    }

    /// Tells usage as a worker does.
    public void tell(UsageRecorded usage) {
        send(topics().usage(), key(usage.ref().tenantId()), Wire.write(CloudEvent.of(usage)));
    }

    /// Tells an event as a worker does.
    public void tell(InvocationEvent event) {
        send(topics().invocationEvents(), key(event.ref().invocationId()), Wire.write(event));
    }

    /// All records of a topic from its start, once one of them satisfies `wanted`.
    public static List<ConsumerRecord<byte[], byte[]>> records(
            String topic, Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
        try (var consumer = reader()) {
            var partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var seen = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(seen::add);
                return seen.stream().anyMatch(wanted);
            });
            return seen;
        }
    }

    /// The partitions of a topic, once the platform has made it.
    public static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        return await()
                .atMost(Duration.ofSeconds(20))
                .ignoreException(UnknownTopicOrPartitionException.class)
                .until(() -> consumer.partitionsFor(topic), found -> !found.isEmpty())
                .stream()
                .map(each -> new TopicPartition(topic, each.partition()))
                .toList();
    }

    /// A consumer of no group.
    public static KafkaConsumer<byte[], byte[]> reader() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap(), "enable.auto.commit", false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    public static byte[] key(UUID id) {
        return id.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String bootstrap() {
        return ConfigProvider.getConfig().getValue("flotilla.kafka.bootstrap", String.class);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
