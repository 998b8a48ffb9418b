package io.flotilla.engine.chain;

import io.flotilla.app.definition.Retry;
import io.flotilla.engine.control.Fault;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before the next try: doubled from try to try, scattered over its upper half so that many runs
/// do not come
/// back at once, and never less than the other side asked for.
record Backoff(RandomGenerator random) {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /// @param tries how many there were, at least 1
    Duration after(int tries, Retry retry, Fault fault) {
        long base = retry.backoff().toNanos();
        for (int i = 1; i < tries && base < LONGEST.toNanos(); i++) base *= 2;
        base = Math.min(base, LONGEST.toNanos());
        var delay = Duration.ofNanos(base / 2 + (long) (base / 2.0 * random.nextDouble()));
        var asked = fault.retryAfter();
        return asked != null && asked.compareTo(delay) > 0 ? asked : delay;
    }
}
