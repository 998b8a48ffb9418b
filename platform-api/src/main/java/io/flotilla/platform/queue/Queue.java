package io.flotilla.platform.queue;

import io.flotilla.messages.RecordCaps;
import io.flotilla.messages.Topics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;

/// The platform's one producer, the maker of its consumers, and the life cycle they share. The application
/// starts also while Kafka is away: topics are made as soon as it answers, and readers wait for that.
@ApplicationScoped
public class Queue {
    private static final Logger LOG = Logger.getLogger(Queue.class);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(2);

    private final QueueConfig config;
    private final Topics topics;
    private final KafkaProducer<byte[], byte[]> producer;
    private final CompletableFuture<Map<String, String>> topicIds = new CompletableFuture<>();
    private final CountDownLatch stopping = new CountDownLatch(1);

    Queue(QueueConfig config) {
        this.config = config;
        this.topics = new Topics(config.prefix());
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrap(),
                        ProducerConfig.ACKS_CONFIG, "all",
                        ProducerConfig.LINGER_MS_CONFIG, 0,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG, RecordCaps.REQUEST + RecordCaps.OVERHEAD),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /// The names of the topics.
    public Topics topics() {
        return topics;
    }

    /// Sends one record; the future ends when all copies have it, or fails within ten seconds. Never throws: a
    /// broker that cannot be reached is a failed future.
    public CompletableFuture<RecordMetadata> send(String topic, byte[] key, byte[] value) {
        var sent = new CompletableFuture<RecordMetadata>();
        try {
            var _ = producer.send(new ProducerRecord<>(topic, key, value), (metadata, failure) -> {
                if (failure == null) sent.complete(metadata);
                else sent.completeExceptionally(failure);
            });
        } catch (RuntimeException e) {
            sent.completeExceptionally(e);
        }
        return sent;
    }

    /// A consumer that commits nothing by itself and starts a partition without a place at its beginning.
    ///
    /// @param more settings on top
    public KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> more) {
        var properties = new HashMap<String, Object>(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                config.bootstrap(),
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                config.batch(),
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                10_000));
        properties.putAll(more);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /// The id of a topic; waits until topics are made.
    String topicId(String topic) throws InterruptedException, ExecutionException {
        var id = topicIds.get().get(topic);
        if (id == null) throw new IllegalStateException("not one of the topics that are made at start: " + topic);
        return id;
    }

    /// The number of partitions of the replies topic that the platform makes.
    public int replyPartitions() {
        return config.replyPartitions();
    }

    /// Whether the topics are there.
    boolean ready() {
        return topicIds.isDone();
    }

    /// Starts a thread that ends with the application and begins when topics are made. What it throws is logged
    /// once until it works again, and it is run anew after a while.
    public void keepRunning(String name, Running body) {
        keepRunningAnyway(name, stopping -> {
            topicIds.get();
            body.run(stopping);
        });
    }

    /// [#keepRunning] for work that goes on also while there is no Kafka.
    public void keepRunningAnyway(String name, Running body) {
        Thread.ofPlatform().daemon().name("queue-" + name).start(() -> {
            boolean told = false;
            do {
                try {
                    body.run(this::stopping);
                    told = false;
                } catch (InterruptedException e) {
                    return;
                } catch (Exception e) {
                    if (stopping()) return;
                    if (!told) LOG.warnf(e, "background work failed, it starts anew: thread=%s", name);
                    told = true;
                }
            } while (!pause(TRY_AGAIN));
        });
    }

    /// Waits; true at once when the application stops.
    public boolean pause(Duration time) {
        try {
            return stopping.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /// Whether the application is on its way down.
    public boolean stopping() {
        return stopping.getCount() == 0;
    }

    void start(@Observes @Priority(10) StartupEvent event) {
        Thread.ofPlatform().daemon().name("queue-topics").start(this::makeTopics);
    }

    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
        producer.close(Duration.ofSeconds(2));
    }

    private void makeTopics() {
        boolean told = false;
        do {
            try {
                topicIds.complete(new TopicSetup(config, topics).make());
                return;
            } catch (InterruptedException e) {
                return;
            } catch (ExecutionException | RuntimeException e) {
                if (!told)
                    LOG.warnf("Kafka does not answer yet, topics are made when it does: reason=%s", e.getMessage());
                told = true;
            }
        } while (!pause(TRY_AGAIN));
    }

    /// What a queue thread does; returns soon after `stopping` says true.
    public interface Running {
        void run(BooleanSupplier stopping) throws Exception;
    }
}
