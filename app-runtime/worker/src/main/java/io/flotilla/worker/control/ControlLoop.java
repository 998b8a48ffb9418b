package io.flotilla.worker.control;

import io.flotilla.messages.ControlMessage;
import io.flotilla.messages.ControlMessage.ProbeAnswered;
import io.flotilla.messages.ControlMessage.ProbeRequested;
import io.flotilla.messages.ControlMessage.StopInvocation;
import io.flotilla.messages.Topics;
import io.flotilla.messages.UnreadableMessage;
import io.flotilla.messages.Wire;
import io.flotilla.worker.kafka.DeadLetters;
import io.flotilla.worker.kafka.KafkaClients;
import io.flotilla.worker.probe.Probes;
import io.flotilla.worker.run.Runs;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Reads all partitions of the control topic from its end on: what was said before this worker began is not for it.
@Singleton
public class ControlLoop {
    private static final Logger LOG = Logger.getLogger(ControlLoop.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaClients clients;
    private final Topics topics;
    private final Runs runs;
    private final Probes probes;
    private final DeadLetters deadLetters;
    private volatile boolean stopping;
    private volatile @Nullable Consumer<byte[], byte[]> consumer;
    private @Nullable Thread thread;

    ControlLoop(KafkaClients clients, Topics topics, Runs runs, Probes probes, DeadLetters deadLetters) {
        this.clients = clients;
        this.topics = topics;
        this.runs = runs;
        this.probes = probes;
        this.deadLetters = deadLetters;
    }

    /// Returns when nothing said from now on is missed.
    public void start() {
        var listening = new CompletableFuture<Void>();
        thread = Thread.ofPlatform().daemon().name("control").start(() -> listen(listening));
        listening.join();
    }

    /// Hears no more.
    public void stop() throws InterruptedException {
        stopping = true;
        var listener = consumer;
        if (listener != null) listener.wakeup();
        if (thread != null) thread.join(Duration.ofSeconds(5));
    }

    private void listen(CompletableFuture<Void> listening) {
        try (var listener = clients.observer()) {
            consumer = listener;
            var topic = topics.control();
            var partitions = listener.partitionsFor(topic).stream()
                    .map(each -> new TopicPartition(topic, each.partition()))
                    .toList();
            listener.assign(partitions);
            listener.seekToEnd(partitions);
            partitions.forEach(listener::position);
            listening.complete(null);
            while (!stopping) {
                try {
                    listener.poll(POLL).forEach(this::hear);
                } catch (WakeupException e) {
                    LOG.debug("control loop woken");
                } catch (KafkaException e) {
                    LOG.warnf("control topic not read reason=%s", e.getClass().getSimpleName());
                }
            }
        } catch (WakeupException e) {
            LOG.debug("control loop stopped while it started");
        } catch (RuntimeException e) {
            listening.completeExceptionally(e);
        }
    }

    private void hear(ConsumerRecord<byte[], byte[]> record) {
        try {
            switch (Wire.read(record.value(), ControlMessage.class)) {
                case StopInvocation(var ref, var _, var reason) -> runs.stop(ref, reason);
                case ProbeRequested request -> probes.hear(request);
                case ProbeAnswered _ -> LOG.trace("answer to a platform passed over");
            }
        } catch (UnreadableMessage e) {
            var _ = deadLetters.bury(record, e);
        }
    }
}
