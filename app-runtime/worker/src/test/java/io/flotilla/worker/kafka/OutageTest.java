package io.flotilla.worker.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flotilla.local.kafka.Kafka;
import io.flotilla.local.process.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A broker of this test's own, because it is killed.
class OutageTest {
    @TempDir
    Path folder;

    private Kafka broker;
    private KafkaClients clients;

    @BeforeEach
    void startBroker() {
        broker = new Kafka(folder.resolve("kafka"), folder.resolve("log"), Ports.free(2));
        broker.start();
        clients = new KafkaClients(new Config(broker.bootstrap()));
    }

    @AfterEach
    void stopBroker() {
        broker.kill();
    }

    @Test
    void whatIsPublishedWhileTheBrokerIsDeadArrivesOnceAndInOrder() throws ExecutionException, InterruptedException {
        try (var admin = clients.admin();
                var producer = clients.producer()) {
            admin.createTopics(List.of(new NewTopic("events", 1, (short) 1)))
                    .all()
                    .get();
            var publisher = new Publisher(producer);
            publisher.deliver("events", "key", "0".getBytes(UTF_8)).join();

            broker.kill();
            var published = CompletableFuture.runAsync(
                    () -> Stream.of("1", "2", "3")
                            .map(value -> publisher.deliver("events", "key", value.getBytes(UTF_8)))
                            .toList()
                            .forEach(CompletableFuture::join),
                    task -> Thread.ofVirtual().start(task));
            broker.start();

            published.orTimeout(60, TimeUnit.SECONDS).join();
            assertThat(values()).containsExactly("0", "1", "2", "3");
        }
    }

    private List<String> values() {
        try (var consumer = clients.observer()) {
            var partition = List.of(new TopicPartition("events", 0));
            consumer.assign(partition);
            consumer.seekToBeginning(partition);
            long end = consumer.endOffsets(partition).get(partition.getFirst());
            var values = new ArrayList<String>();
            await().pollInSameThread().until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(new String(record.value(), UTF_8)));
                return consumer.position(partition.getFirst()) >= end;
            });
            return values;
        }
    }

    private record Config(String bootstrap) implements KafkaConfig {
        @Override
        public String prefix() {
            return "outage";
        }

        @Override
        public Duration longestPoll() {
            return Duration.ofMinutes(5);
        }
    }
}
