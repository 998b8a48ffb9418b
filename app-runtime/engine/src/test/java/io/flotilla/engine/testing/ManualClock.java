package io.flotilla.engine.testing;

import io.flotilla.engine.control.Cancellation;
import io.flotilla.engine.control.Registration;
import io.flotilla.engine.control.RunClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Time that stands still until the test moves it. A pause does not wait: it moves the time on and is remembered.
public final class ManualClock implements RunClock {
    public static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    private final List<Alarm> alarms = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private long nanos;

    @Override
    public synchronized Instant now() {
        return START.plusNanos(nanos);
    }

    @Override
    public synchronized long nanoTime() {
        return nanos;
    }

    @Override
    public synchronized Registration alarm(Duration delay, Runnable action) {
        var alarm = new Alarm(nanos + delay.toNanos(), action);
        alarms.add(alarm);
        return () -> remove(alarm);
    }

    @Override
    public void pause(Duration delay, Cancellation cancellation) {
        synchronized (this) {
            pauses.add(delay);
        }
        advance(delay);
    }

    /// Moves the time on and rings the alarms that are due, in order.
    public void advance(Duration span) {
        long until = nanoTime() + span.toNanos();
        for (var alarm = next(until); alarm.isPresent(); alarm = next(until))
            alarm.get().action().run();
        synchronized (this) {
            nanos = Math.max(nanos, until);
        }
    }

    /// How long was waited between tries.
    public synchronized List<Duration> pauses() {
        return List.copyOf(pauses);
    }

    private synchronized Optional<Alarm> next(long until) {
        var next = alarms.stream().filter(each -> each.due() <= until).min(Comparator.comparingLong(Alarm::due));
        next.ifPresent(alarm -> {
            alarms.remove(alarm);
            nanos = Math.max(nanos, alarm.due());
        });
        return next;
    }

    private synchronized void remove(Alarm alarm) {
        alarms.removeIf(each -> each == alarm);
    }

    private record Alarm(long due, Runnable action) {}
}
