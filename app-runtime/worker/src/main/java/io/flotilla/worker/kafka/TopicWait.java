package io.flotilla.worker.kafka;

import io.flotilla.messages.Topics;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/// Waits until the platform has created the topics: the two services may start in any order.
@Singleton
public class TopicWait {
    private static final Logger LOG = Logger.getLogger(TopicWait.class);
    private static final Duration BETWEEN = Duration.ofMillis(500);
    private static final int LOG_EVERY = 20;

    private final KafkaClients clients;
    private final Topics topics;

    TopicWait(KafkaClients clients, Topics topics) {
        this.clients = clients;
        this.topics = topics;
    }

    /// Returns when every topic exists.
    ///
    /// @throws InterruptedException when the worker stops meanwhile
    public void await() throws InterruptedException {
        try (var admin = clients.admin()) {
            for (int round = 0; ; round++) {
                var missing = new TreeSet<>(needed());
                try {
                    missing.removeAll(admin.listTopics().names().get(10, TimeUnit.SECONDS));
                    if (missing.isEmpty()) return;
                    if (round % LOG_EVERY == 0) LOG.infof("waiting for the platform to create topics %s", missing);
                } catch (ExecutionException | TimeoutException e) {
                    if (round % LOG_EVERY == 0) LOG.info("waiting for Kafka, which does not answer yet");
                }
                Thread.sleep(BETWEEN);
            }
        }
    }

    private Set<String> needed() {
        return Set.of(
                topics.interactive(),
                topics.invocationEvents(),
                topics.usage(),
                topics.replies(),
                topics.control(),
                topics.workerHeartbeats(),
                topics.deadLetters());
    }
}
