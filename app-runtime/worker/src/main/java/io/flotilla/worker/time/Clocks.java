package io.flotilla.worker.time;

import io.flotilla.engine.control.RunClock;
import io.flotilla.engine.control.SystemRunClock;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/// The real time.
final class Clocks {
    @Produces
    @Singleton
    static Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    static RunClock runClock(Clock clock) {
        return new SystemRunClock(clock);
    }

    static void stop(@Disposes RunClock clock) {
        if (clock instanceof SystemRunClock real) real.close();
    }
}
