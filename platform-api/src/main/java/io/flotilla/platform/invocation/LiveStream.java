package io.flotilla.platform.invocation;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.invocation.stream.Settlement;
import io.flotilla.platform.invocation.stream.Waiter;
import io.flotilla.platform.invocation.stream.Waiter.Signal;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.UUID;

/// Streams a run to the caller who asked for it: every frame as it comes, and at the end one
/// `invocation.finished` that says what a read would say.
@ApplicationScoped
class LiveStream {
    private static final Duration PING_EVERY = Duration.ofSeconds(15);

    private final Settlement settlement;
    private final InvocationReader reader;
    private final ObjectMapper json;

    LiveStream(Settlement settlement, InvocationReader reader, ObjectMapper json) {
        this.settlement = settlement;
        this.reader = reader;
        this.json = json;
    }

    /// Writes until the invocation ends. A reader who leaves ends the stream and nothing else; a reader who is
    /// too slow is left, and finds the rest at `/v1/invocations/{id}/events`.
    void write(TenantId tenant, UUID id, Waiter waiter, OutputStream out) throws IOException {
        try (waiter) {
            var stream = new EventStream(out, json, 0);
            stream.event("invocation.queued", Events.Queued.of(reader.byId(tenant, id)));
            boolean started = false;
            while (true) {
                var signal = waiter.next(PING_EVERY).orElse(null);
                if (signal == null) {
                    stream.ping();
                    continue;
                }
                if (signal instanceof Signal.TooSlow) return;
                if (signal instanceof Signal.Frame heard
                        && !heard.frame().name().equals("invocation.finished")) {
                    boolean again = started && heard.frame().name().equals("invocation.started");
                    if (!again) stream.event(heard.frame().name(), heard.frame().data());
                    started |= heard.frame().name().equals("invocation.started");
                    continue;
                }
                var ended = settlement.settle(tenant, id, signal);
                if (ended.isEmpty()) continue;
                stream.event("invocation.finished", Events.Finished.of(InvocationView.of(ended.get().invocation(), ended.get().usage())));
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the application stops");
        }
    }
}
