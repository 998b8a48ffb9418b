package io.flotilla.local.process;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waits for something that nobody will tell us about.
public final class Await {
    private Await() {}

    /// Looks every so often until the condition holds.
    ///
    /// @return whether it held before the time was over
    public static boolean until(Duration limit, Duration every, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) return false;
            try {
                Thread.sleep(every);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
