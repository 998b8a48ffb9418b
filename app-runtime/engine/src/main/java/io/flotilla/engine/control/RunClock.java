package io.flotilla.engine.control;

import java.time.Duration;
import java.time.Instant;

/// The time as runs see it. Everything that waits, waits through this, so that tests need no real time to pass.
public interface RunClock {
    /// The wall clock.
    Instant now();

    /// A clock for spans of time, in nanoseconds; it never goes back.
    long nanoTime();

    /// Runs `action` once after `delay`, on a thread of the clock's own. The action must not wait.
    Registration alarm(Duration delay, Runnable action);

    /// Waits for `delay`, or until `cancellation` is thrown.
    void pause(Duration delay, Cancellation cancellation);
}
