package io.flotilla.engine.control;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// The real time. One platform thread rings all alarms; each action runs on a virtual thread of its own.
public final class SystemRunClock implements RunClock, AutoCloseable {
    private final Clock clock;
    private final ScheduledThreadPoolExecutor alarms;

    public SystemRunClock(Clock clock) {
        this.clock = clock;
        this.alarms = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("run-clock").factory());
        alarms.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Registration alarm(Duration delay, Runnable action) {
        var alarm = alarms.schedule(
                () -> {
                    Thread.startVirtualThread(action);
                },
                Math.max(0, delay.toNanos()),
                TimeUnit.NANOSECONDS);
        return () -> alarm.cancel(false);
    }

    @Override
    public void pause(Duration delay, Cancellation cancellation) {
        var over = new CountDownLatch(1);
        try (var _ = cancellation.onCancel(over::countDown)) {
            over.await(Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        alarms.shutdownNow();
    }
}
