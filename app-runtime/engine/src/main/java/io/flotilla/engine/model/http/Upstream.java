package io.flotilla.engine.model.http;

import io.flotilla.engine.control.Registration;
import io.flotilla.engine.control.RunClock;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The connection of one attempt, as far as it has come, and the watch over it. Whatever it is doing, [#stop] ends it
/// at once.
final class Upstream implements AutoCloseable {
    /// How long the end of a finished stream is waited for, so that its connection can be used again.
    private static final Duration LINGER = Duration.ofSeconds(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final RunClock clock;
    private final long lastNanos;
    private volatile long dueNanos;
    private @Nullable CompletableFuture<?> pending;
    private @Nullable InputStream body;
    private boolean stopped;
    private boolean left;
    private volatile boolean timedOut;
    private volatile Registration watch;

    Upstream(RunClock clock, Duration total) {
        this.clock = clock;
        this.lastNanos = clock.nanoTime() + total.toNanos();
        this.dueNanos = lastNanos;
        this.watch = clock.alarm(total, this::look);
    }

    /// The next sign of life must come within this time, and the whole within the total.
    void expectWithin(Duration delay) {
        long due = clock.nanoTime() + delay.toNanos();
        boolean sooner = due - dueNanos < 0;
        dueNanos = due - lastNanos < 0 ? due : lastNanos;
        if (sooner) {
            watch.close();
            watch = clock.alarm(delay, this::look);
        }
    }

    void pending(CompletableFuture<?> response) {
        lock.lock();
        try {
            pending = response;
        } finally {
            lock.unlock();
        }
        if (isStopped()) response.cancel(true);
    }

    void body(InputStream stream) throws IOException {
        lock.lock();
        try {
            body = stream;
        } finally {
            lock.unlock();
        }
        if (isStopped()) stream.close();
    }

    /// The answer is whole, only the connection's own end is still to come: reads it aside.
    void leaveToEnd() {
        InputStream stream;
        lock.lock();
        try {
            stream = body;
            if (stream == null || stopped) return;
            left = true;
        } finally {
            lock.unlock();
        }
        Thread.startVirtualThread(() -> {
            try (stream;
                    var _ = clock.alarm(LINGER, () -> close(stream))) {
                stream.skip(Long.MAX_VALUE);
            } catch (IOException e) {
                // The answer is whole: how the connection ends does not matter.
            }
        });
    }

    /// Closes the connection. Whoever reads from it gets an exception.
    void stop() {
        CompletableFuture<?> response;
        InputStream stream;
        lock.lock();
        try {
            stopped = true;
            response = pending;
            stream = left ? null : body;
        } finally {
            lock.unlock();
        }
        if (response != null) response.cancel(true);
        if (stream != null) close(stream);
    }

    boolean timedOut() {
        return timedOut;
    }

    boolean hasBody() {
        lock.lock();
        try {
            return body != null;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        watch.close();
        stop();
    }

    private void look() {
        long left = dueNanos - clock.nanoTime();
        if (left > 0) {
            watch = clock.alarm(Duration.ofNanos(left), this::look);
            return;
        }
        timedOut = true;
        stop();
    }

    private boolean isStopped() {
        lock.lock();
        try {
            return stopped;
        } finally {
            lock.unlock();
        }
    }

    private static void close(InputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            // Closing is all that was wanted.
        }
    }
}
