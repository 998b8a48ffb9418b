package io.flotilla.platform.probe;

import io.flotilla.messages.ControlMessage;
import io.flotilla.messages.ControlMessage.ProbeAnswered;
import io.flotilla.messages.ControlMessage.ProbeRequested;
import io.flotilla.messages.ControlMessage.StopInvocation;
import io.flotilla.messages.ProbeReport;
import io.flotilla.messages.ProbeTarget;
import io.flotilla.messages.RecordCaps;
import io.flotilla.messages.UnreadableMessage;
import io.flotilla.messages.Wire;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.problem.Fault;
import io.flotilla.platform.queue.Queue;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Asks one worker over the control topic, and hears its answer there. Whatever happens, there is a report within ten seconds.
@ApplicationScoped
public class Probes {
    private static final Logger LOG = Logger.getLogger(Probes.class);
    private static final int MOST_AT_ONCE = 200;

    private final Queue queue;
    private final Database database;
    private final Clock clock;
    private final Duration patience;
    private final Map<UUID, CompletableFuture<ProbeReport>> waiting = new ConcurrentHashMap<>();
    private volatile boolean listening;

    Probes(Queue queue, Database database, Clock clock, ProbeConfig config) {
        this.queue = queue;
        this.database = database;
        this.clock = clock;
        this.patience = config.patience();
    }

    /// What came of trying `target` out for this tenant.
    public ProbeReport report(TenantId tenant, ProbeTarget target) throws InterruptedException {
        var worker = aWorker();
        if (worker.isEmpty()) return report("no-worker", "No worker is running: nothing can be called now.");
        if (!listening || waiting.size() >= MOST_AT_ONCE) return report("busy", "Try again in a moment.");
        var id = UUID.randomUUID();
        var request = Wire.write(
                new ProbeRequested(id, tenant.value(), worker.get(), clock.instant().plus(patience), target));
        if (request.length > RecordCaps.OTHER) throw Fault.invalid("", "too-large", "The arguments are too large.");
        var answer = new CompletableFuture<ProbeReport>();
        waiting.put(id, answer);
        try {
            queue.send(queue.topics().control(), id.toString().getBytes(StandardCharsets.UTF_8), request)
                    .whenComplete((sent, failure) -> {
                        if (failure != null) answer.completeExceptionally(failure);
                    });
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return report("no-answer", "The worker did not answer in time; it may have been stopped.");
        } catch (ExecutionException e) {
            return report("no-queue", "The workers cannot be told anything now.");
        } finally {
            waiting.remove(id);
        }
    }

    void start(@Observes StartupEvent event) {
        queue.keepRunning("probes", this::listen);
    }

    private void listen(BooleanSupplier stopping) {
        try (var consumer = queue.consumer(Map.of())) {
            var topic = queue.topics().control();
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(each -> new TopicPartition(topic, each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
            listening = true;
            while (!stopping.getAsBoolean()) {
                for (var record : consumer.poll(Duration.ofMillis(250))) hear(record.value());
            }
        } finally {
            listening = false;
        }
    }

    private void hear(byte @Nullable [] value) {
        try {
            switch (Wire.read(value, ControlMessage.class)) {
                case ProbeAnswered(var id, var report) -> {
                    var answer = waiting.get(id);
                    if (answer != null) answer.complete(report);
                }
                case ProbeRequested _, StopInvocation _ -> LOG.trace("word to the workers passed over");
            }
        } catch (UnreadableMessage e) {
            LOG.debugf("control message dropped: reason=%s", e.getMessage());
        }
    }

    /// Any worker that was heard lately and goes on.
    private Optional<String> aWorker() {
        return database.asProjection(handle -> handle.createQuery("""
                        select id from worker
                        where not stopping and last_seen_at > now() - interval '8 seconds'
                        order by random() limit 1
                        """)
                .mapTo(String.class)
                .findOne());
    }

    private static ProbeReport report(String reason, String detail) {
        return new ProbeReport(false, reason, detail, 0, List.of());
    }
}
