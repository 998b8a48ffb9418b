package io.flotilla.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.flotilla.messages.CloudEvent;
import io.flotilla.messages.ControlMessage;
import io.flotilla.messages.DeadLetter;
import io.flotilla.messages.InvocationEvent;
import io.flotilla.messages.InvocationRef;
import io.flotilla.messages.InvocationRequested;
import io.flotilla.messages.RecordCaps;
import io.flotilla.messages.ReplyFrame;
import io.flotilla.messages.Topics;
import io.flotilla.messages.UnreadableMessage;
import io.flotilla.messages.UsageRecorded;
import io.flotilla.messages.Wire;
import io.flotilla.messages.WorkerHeartbeat;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// The platform's side of Kafka: makes the topics, sends requests, and reads all that the worker says.
final class KafkaProbe implements AutoCloseable {
    private static final int PARTITIONS = 3;

    private final Topics topics;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Thread reader;
    private final List<ConsumerRecord<byte[], byte[]>> records = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    KafkaProbe(String bootstrap, Topics topics) {
        this.topics = topics;
        var names = Stream.of(
                        topics.interactive(),
                        topics.invocationEvents(),
                        topics.usage(),
                        topics.replies(),
                        topics.control(),
                        topics.workerHeartbeats(),
                        topics.deadLetters())
                .toList();
        create(bootstrap, names);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "linger.ms", 0, "max.request.size", RecordCaps.REQUEST),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        reader = Thread.ofPlatform().daemon().start(() -> read(bootstrap, names));
    }

    /// Publishes a request to a partition.
    void send(InvocationRequested request) {
        sendRaw(0, Wire.write(request));
    }

    void sendRaw(int partition, byte[] value) {
        publish(new ProducerRecord<>(topics.interactive(), partition, "key".getBytes(UTF_8), value));
    }

    void send(ControlMessage message) {
        publish(new ProducerRecord<>(topics.control(), Wire.write(message)));
    }

    List<InvocationEvent> events(InvocationRef ref) {
        return read(topics.invocationEvents(), bytes -> Wire.read(bytes, InvocationEvent.class))
                .filter(event -> event.ref().equals(ref))
                .toList();
    }

    List<ReplyFrame> frames(InvocationRef ref) {
        return read(topics.replies(), bytes -> Wire.read(bytes, ReplyFrame.class))
                .filter(frame -> frame.ref().equals(ref))
                .toList();
    }

    List<UsageRecorded> usage(InvocationRef ref) {
        return read(topics.usage(), Wire::readUsage)
                .map(CloudEvent::data)
                .filter(usage -> usage.ref().equals(ref))
                .toList();
    }

    List<DeadLetter> deadLetters() {
        return read(topics.deadLetters(), bytes -> Wire.read(bytes, DeadLetter.class))
                .toList();
    }

    List<WorkerHeartbeat> heartbeats() {
        return read(topics.workerHeartbeats(), bytes -> Wire.read(bytes, WorkerHeartbeat.class))
                .toList();
    }

    /// Waits for the run's end.
    InvocationEvent terminal(InvocationRef ref) {
        await("terminal event")
                .atMost(Duration.ofSeconds(30))
                .until(() -> events(ref).stream().anyMatch(KafkaProbe::isTerminal));
        return events(ref).stream().filter(KafkaProbe::isTerminal).findFirst().orElseThrow();
    }

    /// Waits until a frame of this name has come.
    void awaitFrame(InvocationRef ref, String name) {
        await(name)
                .atMost(Duration.ofSeconds(30))
                .until(() -> frames(ref).stream().anyMatch(frame -> frame.name().equals(name)));
    }

    static boolean isTerminal(InvocationEvent event) {
        return switch (event) {
            case InvocationEvent.InvocationSucceeded succeeded -> true;
            case InvocationEvent.InvocationFailed failed -> true;
            case InvocationEvent.InvocationCancelled cancelled -> true;
            case InvocationEvent.InvocationStarted started -> false;
            case InvocationEvent.CallDispatched dispatched -> false;
            case InvocationEvent.StepFinished finished -> false;
        };
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        reader.join();
        producer.close();
    }

    private void publish(ProducerRecord<byte[], byte[]> record) {
        try {
            producer.send(record).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private <T> Stream<T> read(String topic, Reading<T> reading) {
        return records.stream().filter(record -> record.topic().equals(topic)).map(record -> {
            try {
                return reading.from(record.value());
            } catch (UnreadableMessage e) {
                throw new AssertionError(e);
            }
        });
    }

    private void read(String bootstrap, List<String> names) {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = names.stream()
                    .flatMap(name -> Stream.of(0, 1, 2).map(partition -> new TopicPartition(name, partition)))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!closed) consumer.poll(Duration.ofMillis(50)).forEach(records::add);
        }
    }

    private static void create(String bootstrap, List<String> names) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            var limit = Map.of("max.message.bytes", "" + (RecordCaps.REQUEST + RecordCaps.OVERHEAD));
            admin.createTopics(names.stream()
                            .map(name -> new NewTopic(name, PARTITIONS, (short) 1).configs(limit))
                            .toList())
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private interface Reading<T> {
        T from(byte[] bytes) throws UnreadableMessage;
    }
}
