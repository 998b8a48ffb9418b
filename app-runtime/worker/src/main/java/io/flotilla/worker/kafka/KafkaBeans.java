package io.flotilla.worker.kafka;

import io.flotilla.messages.Topics;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.apache.kafka.clients.producer.Producer;

/// What there is one of.
final class KafkaBeans {
    private static final Duration CLOSE = Duration.ofSeconds(5);

    @Produces
    @Singleton
    static Topics topics(KafkaConfig config) {
        return new Topics(config.prefix());
    }

    @Produces
    @Singleton
    static Producer<byte[], byte[]> producer(KafkaClients clients) {
        return clients.producer();
    }

    static void close(@Disposes Producer<byte[], byte[]> producer) {
        producer.close(CLOSE);
    }
}
