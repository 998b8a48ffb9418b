package io.flotilla.engine.step;

import io.flotilla.engine.control.RunClock;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/// The time in which at least one thing was under way: things side by side count once.
final class BusyTime {
    private final ReentrantLock lock = new ReentrantLock();
    private final RunClock clock;
    private int underWay;
    private long since;
    private long total;

    BusyTime(RunClock clock) {
        this.clock = clock;
    }

    void begin() {
        lock.lock();
        try {
            if (underWay++ == 0) since = clock.nanoTime();
        } finally {
            lock.unlock();
        }
    }

    void end() {
        lock.lock();
        try {
            if (--underWay == 0) total += clock.nanoTime() - since;
        } finally {
            lock.unlock();
        }
    }

    Duration total() {
        lock.lock();
        try {
            return Duration.ofNanos(underWay == 0 ? total : total + clock.nanoTime() - since);
        } finally {
            lock.unlock();
        }
    }
}
