package io.flotilla.worker.intake;

import io.flotilla.messages.Topics;
import io.flotilla.worker.kafka.KafkaClients;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.errors.InterruptException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The poll loop of the interactive lane, on one platform thread.
@Singleton
public class IntakeLoop {
    private static final Logger LOG = Logger.getLogger(IntakeLoop.class);
    private static final int LONGEST_BATCH = 64;

    private final KafkaClients clients;
    private final Topics topics;
    private final Intake intake;
    private volatile boolean stopping;
    private volatile boolean joined;
    private @Nullable Thread thread;

    IntakeLoop(KafkaClients clients, Topics topics, Intake intake) {
        this.clients = clients;
        this.topics = topics;
        this.intake = intake;
    }

    /// Joins the workers' group and takes requests from then on.
    public void start() {
        thread = Thread.ofPlatform().daemon().name("intake").start(this::loop);
    }

    /// Takes nothing more and leaves the group, so that others get its partitions at once.
    public void stop() throws InterruptedException {
        stopping = true;
        if (thread == null || thread.join(Duration.ofSeconds(2))) return;
        thread.interrupt();
        thread.join(Duration.ofSeconds(2));
    }

    /// Whether the group has taken this worker in.
    public boolean hasJoined() {
        return joined;
    }

    private void loop() {
        while (!stopping) {
            try (var consumer = clients.member(topics.prefix() + "-workers", LONGEST_BATCH)) {
                var rounds = new IntakeRounds(consumer, intake);
                consumer.subscribe(List.of(topics.interactive()), rounds);
                while (!stopping) {
                    rounds.next();
                    joined = rounds.hasJoined();
                }
            } catch (InterruptException e) {
                LOG.debug("intake interrupted");
            } catch (RuntimeException e) {
                LOG.errorf(e, "intake begins anew");
            } finally {
                joined = false;
            }
        }
    }
}
