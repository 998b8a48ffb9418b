package io.flotilla.platform.invocation.stream;

import io.flotilla.messages.ReplyFrame;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// One caller who waits for one invocation. Frames of the newest attempt arrive in order; those of an older one
/// are dropped.
public final class Waiter implements AutoCloseable {
    private static final int MOST_FRAMES = 2_000;

    private final UUID invocation;
    private final boolean everyFrame;
    private final Waiters waiters;
    private final LinkedBlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private int attempt = 1;
    private boolean behind;

    Waiter(UUID invocation, boolean everyFrame, Waiters waiters) {
        this.invocation = invocation;
        this.everyFrame = everyFrame;
        this.waiters = waiters;
    }

    UUID invocation() {
        return invocation;
    }

    /// The next thing heard; empty after `time` without.
    public Optional<Signal> next(Duration time) throws InterruptedException {
        return Optional.ofNullable(signals.poll(time.toMillis(), TimeUnit.MILLISECONDS));
    }

    synchronized void hear(ReplyFrame frame) {
        if (frame.ref().attempt() < attempt) return;
        attempt = frame.ref().attempt();
        boolean last = frame.name().equals("invocation.finished");
        if (!everyFrame && !last) return;
        if (behind && !last) return;
        if (signals.size() < MOST_FRAMES || last) signals.add(new Signal.Frame(frame));
        else fallBehind();
    }

    /// A reader so slow that frames pile up loses its stream, not the platform its memory.
    private void fallBehind() {
        behind = true;
        signals.clear();
        signals.add(new Signal.TooSlow());
    }

    void ended() {
        signals.add(new Signal.Ended());
    }

    @Override
    public void close() {
        waiters.close(this);
    }

    /// What a waiter hears.
    public sealed interface Signal {
        /// A frame from the worker.
        record Frame(ReplyFrame frame) implements Signal {}

        /// The row says that the invocation ended.
        record Ended() implements Signal {}

        /// The reader did not keep up; there is a gap from here on.
        record TooSlow() implements Signal {}
    }
}
