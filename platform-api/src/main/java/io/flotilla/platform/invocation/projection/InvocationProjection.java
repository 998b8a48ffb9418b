package io.flotilla.platform.invocation.projection;

import io.flotilla.messages.ControlMessage.StopReason;
import io.flotilla.messages.InvocationEvent;
import io.flotilla.messages.InvocationEvent.CallDispatched;
import io.flotilla.messages.InvocationEvent.InvocationStarted;
import io.flotilla.messages.InvocationEvent.StepFinished;
import io.flotilla.messages.InvocationRef;
import io.flotilla.messages.UnreadableMessage;
import io.flotilla.messages.Wire;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.invocation.dispatch.Control;
import io.flotilla.platform.invocation.state.Journal;
import io.flotilla.platform.invocation.state.Moves;
import io.flotilla.platform.invocation.state.Outdated;
import io.flotilla.platform.invocation.state.RowLocks;
import io.flotilla.platform.queue.Projection;
import io.flotilla.platform.queue.ProjectionLoops;
import io.flotilla.platform.queue.Queue;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jdbi.v3.core.Handle;

/// Brings the events of runs into the database.
@ApplicationScoped
class InvocationProjection implements Projection<InvocationEvent> {
    private static final Duration RECENT = Duration.ofMinutes(2);

    private final Queue queue;
    private final ProjectionLoops loops;
    private final Database database;
    private final Control control;
    private final Clock clock;

    InvocationProjection(Queue queue, ProjectionLoops loops, Database database, Control control, Clock clock) {
        this.queue = queue;
        this.loops = loops;
        this.database = database;
        this.control = control;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        loops.run(this);
    }

    @Override
    public String name() {
        return "invocation";
    }

    @Override
    public String topic() {
        return queue.topics().invocationEvents();
    }

    @Override
    public InvocationEvent read(ConsumerRecord<byte[], byte[]> record) throws UnreadableMessage {
        return Wire.read(record.value(), InvocationEvent.class);
    }

    @Override
    public void store(Handle handle, List<InvocationEvent> batch) {
        var ends = new ArrayList<Moves.End>();
        for (var each : batch) {
            var end = Moves.End.of(each);
            if (end != null) ends.add(end);
        }
        RowLocks.take(handle, batch.stream().filter(each -> moves(each)).map(InvocationEvent::ref).toList());
        Moves.start(handle, only(batch, InvocationStarted.class));
        Journal.announce(handle, only(batch, CallDispatched.class));
        Journal.add(handle, only(batch, StepFinished.class));
        Moves.end(handle, ends);
    }

    private static boolean moves(InvocationEvent event) {
        return event instanceof InvocationStarted || Moves.End.of(event) != null;
    }

    /// A worker that took what had ended, or what another attempt has by now, is told to stop. Old news are let
    /// rest.
    @Override
    public void stored(List<InvocationEvent> batch) {
        var recent = clock.instant().minus(RECENT);
        List<InvocationRef> started = only(batch, InvocationStarted.class).stream()
                .filter(each -> each.at().isAfter(recent))
                .map(InvocationStarted::ref)
                .toList();
        if (started.isEmpty()) return;
        for (var each : database.asProjection(handle -> Outdated.among(handle, started))) {
            control.stop(each.ref(), each.superseded() ? StopReason.SUPERSEDED : StopReason.CANCELLED);
        }
    }

    private static <E> List<E> only(List<InvocationEvent> batch, Class<E> type) {
        return batch.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
