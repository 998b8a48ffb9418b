package io.flotilla.platform.invocation.dispatch;

import io.flotilla.messages.ControlMessage.StopInvocation;
import io.flotilla.messages.ControlMessage.StopReason;
import io.flotilla.messages.InvocationRef;
import io.flotilla.messages.Wire;
import io.flotilla.platform.queue.Queue;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/// Speaks to all workers at once.
@ApplicationScoped
public class Control {
    private final Queue queue;
    private final Clock clock;

    Control(Queue queue, Clock clock) {
        this.queue = queue;
        this.clock = clock;
    }

    /// Has this attempt and all older ones stopped. A word that is lost costs only work: a stopped run's events
    /// no longer move anything.
    public void stop(InvocationRef ref, StopReason reason) {
        var key = ref.invocationId().toString().getBytes(StandardCharsets.UTF_8);
        var _ = queue.send(
                queue.topics().control(), key, Wire.write(new StopInvocation(ref, clock.instant(), reason)));
    }
}
