package io.flotilla.worker;

import io.flotilla.engine.control.Cancellation;
import io.flotilla.engine.control.Registration;
import io.flotilla.engine.control.RunClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A clock that goes on when the test says so.
public final class ManualClock implements RunClock {
    private final List<Alarm> alarms = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-23T15:30:00Z");

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public long nanoTime() {
        return Duration.between(Instant.EPOCH, now).toNanos();
    }

    @Override
    public Registration alarm(Duration delay, Runnable action) {
        var alarm = new Alarm(now.plus(delay), action);
        alarms.add(alarm);
        return () -> alarms.remove(alarm);
    }

    @Override
    public void pause(Duration delay, Cancellation cancellation) {
        pass(delay);
    }

    /// Time passes, and every alarm in it rings.
    public void pass(Duration duration) {
        var end = now.plus(duration);
        while (true) {
            var next = alarms.stream().filter(alarm -> !alarm.at.isAfter(end)).min(Comparator.comparing(Alarm::at));
            if (next.isEmpty()) break;
            alarms.remove(next.get());
            now = next.get().at;
            next.get().action.run();
        }
        now = end;
    }

    private record Alarm(Instant at, Runnable action) {}
}
