package io.flotilla.bench;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.LongSerializer;

/// The floor under every invocation: a record to a topic, answered by a record on another, `acks=all`, nothing else.
/// Two hops over this machine's broker, as an invocation makes them.
final class RawKafka implements AutoCloseable {
    private static final int RECORD_BYTES = 512;

    private final String bootstrap;
    private final String requests = "bench.requests." + UUID.randomUUID();
    private final String replies = "bench.replies." + UUID.randomUUID();
    private final KafkaProducer<Long, byte[]> producer;
    private final KafkaProducer<Long, byte[]> responder;
    private final Map<Long, CountDownLatch> waiting = new ConcurrentHashMap<>();
    private volatile boolean closed;

    RawKafka(String bootstrap) throws InterruptedException, ExecutionException {
        this.bootstrap = bootstrap;
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(new NewTopic(requests, 1, (short) 1), new NewTopic(replies, 1, (short) 1)))
                    .all()
                    .get();
        }
        producer = producer();
        responder = producer();
        poll(requests, request -> responder.send(new ProducerRecord<>(replies, request.key(), request.value())));
        poll(replies, reply -> {
            var waiter = waiting.remove(reply.key());
            if (waiter != null) waiter.countDown();
        });
    }

    /// Round trips one after the other.
    Latencies roundTrips(int warmUp, int count) throws InterruptedException {
        var latencies = new Latencies();
        for (int i = 0; i < warmUp + count; i++) {
            long started = System.nanoTime();
            roundTrip(i);
            if (i >= warmUp) latencies.record(System.nanoTime() - started);
        }
        return latencies;
    }

    private void roundTrip(long id) throws InterruptedException {
        var answered = new CountDownLatch(1);
        waiting.put(id, answered);
        producer.send(new ProducerRecord<>(
                requests, id, ByteBuffer.allocate(RECORD_BYTES).array()));
        if (!answered.await(30, TimeUnit.SECONDS)) throw new IllegalStateException("no answer over Kafka in 30 s");
    }

    @Override
    public void close() throws InterruptedException, ExecutionException {
        closed = true;
        producer.close(Duration.ofSeconds(2));
        responder.close(Duration.ofSeconds(2));
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.deleteTopics(List.of(requests, replies)).all().get();
        }
    }

    private KafkaProducer<Long, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "acks", "all", "linger.ms", "0"),
                new LongSerializer(),
                new ByteArraySerializer());
    }

    private void poll(String topic, Consumer<ConsumerRecord<Long, byte[]>> handler) throws InterruptedException {
        var ready = new CountDownLatch(1);
        Thread.ofPlatform().daemon().name("bench-" + topic).start(() -> {
            try (var consumer = new KafkaConsumer<>(
                    Map.<String, Object>of("bootstrap.servers", bootstrap, "enable.auto.commit", "false"),
                    new LongDeserializer(),
                    new ByteArrayDeserializer())) {
                var partition = new TopicPartition(topic, 0);
                consumer.assign(List.of(partition));
                consumer.seekToEnd(List.of(partition));
                consumer.position(partition);
                ready.countDown();
                while (!closed) consumer.poll(Duration.ofMillis(200)).forEach(handler);
            }
        });
        if (!ready.await(30, TimeUnit.SECONDS)) throw new IllegalStateException("Kafka does not answer");
    }
}
