package io.flotilla.platform.invocation.dispatch;

import io.flotilla.messages.InvocationRef;
import io.flotilla.messages.InvocationRequested;
import io.flotilla.messages.Wire;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.invocation.state.Acknowledged;
import io.flotilla.platform.queue.Queue;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Produces requests, and notes on their rows when Kafka has them. The note is written behind, in batches:
/// until then a sweeper may produce the request a second time, which a worker that has the first recognises.
@ApplicationScoped
public class Outbox {
    private static final int MOST_NOTED = 500;
    private static final Duration NOTE_EVERY = Duration.ofMillis(200);

    private final Queue queue;
    private final Database database;
    private final Set<InvocationRef> onTheWay = ConcurrentHashMap.newKeySet();
    private final LinkedBlockingQueue<InvocationRef> acknowledged = new LinkedBlockingQueue<>();

    Outbox(Queue queue, Database database) {
        this.queue = queue;
        this.database = database;
    }

    /// Sends a request whose row is committed. Returns at once; what fails is left to the sweeper.
    public void produce(InvocationRequested request) {
        if (!onTheWay.add(request.ref())) return;
        var key = request.ref().invocationId().toString().getBytes(StandardCharsets.UTF_8);
        queue.send(queue.topics().interactive(), key, Wire.write(request)).whenComplete((metadata, failure) -> {
            if (failure == null) acknowledged.add(request.ref());
            onTheWay.remove(request.ref());
        });
    }

    /// Whether this instance still waits for Kafka's word on it.
    boolean isOnTheWay(InvocationRef ref) {
        return onTheWay.contains(ref);
    }

    void start(@Observes StartupEvent event) {
        queue.keepRunning("outbox", this::note);
    }

    private void note(BooleanSupplier stopping) throws InterruptedException {
        while (!stopping.getAsBoolean()) {
            var first = acknowledged.poll(500, TimeUnit.MILLISECONDS);
            if (first == null) continue;
            queue.pause(NOTE_EVERY);
            var batch = new ArrayList<InvocationRef>();
            batch.add(first);
            acknowledged.drainTo(batch, MOST_NOTED);
            database.useProjection(handle -> Acknowledged.note(handle, batch));
        }
    }
}
