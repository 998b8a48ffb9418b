package io.flotilla.platform.invocation;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.queue.Queue;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.UUID;

/// Streams what is stored of an invocation, and what comes to be stored, until it ends: queued, started, each
/// finished step in the order of the journal, finished. The numbering is the same at every instance and every
/// time, so that a reader who comes back with `Last-Event-ID` gets the rest. There are no deltas in it: those
/// are live only.
@ApplicationScoped
class StoredStream {
    private static final Duration LOOK_EVERY = Duration.ofMillis(300);
    private static final int LOOKS_PER_PING = 50;

    private final InvocationReader reader;
    private final Queue queue;
    private final ObjectMapper json;

    StoredStream(InvocationReader reader, Queue queue, ObjectMapper json) {
        this.reader = reader;
        this.queue = queue;
        this.json = json;
    }

    void write(TenantId tenant, UUID id, long after, OutputStream out) throws IOException {
        var stream = new EventStream(out, json, after);
        boolean started = false;
        int steps = 0;
        for (int looks = 1; ; looks++) {
            var story = reader.story(tenant, id);
            var invocation = story.invocation();
            if (stream.last() == 0) stream.event("invocation.queued", Events.Queued.of(invocation));
            if (!started && invocation.startedAt() != null) {
                stream.event("invocation.started", new Events.Started(id, invocation.startedAt()));
                started = true;
            }
            for (; started && steps < story.steps().size(); steps++) {
                stream.event("step.finished", story.steps().get(steps));
            }
            if (invocation.state().ended()) {
                stream.event("invocation.finished", Events.Finished.of(invocation));
                return;
            }
            if (looks % LOOKS_PER_PING == 0) stream.ping();
            if (queue.pause(LOOK_EVERY)) return;
        }
    }
}
