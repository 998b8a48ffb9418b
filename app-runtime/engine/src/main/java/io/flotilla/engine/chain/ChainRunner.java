package io.flotilla.engine.chain;

import io.flotilla.engine.control.RunClock;
import java.util.random.RandomGenerator;

/// Runs chains. One runner serves any number of runs at a time.
public final class ChainRunner {
    private final RunClock clock;
    private final RunDefaults defaults;
    private final RandomGenerator random;

    /// @param random scatters the waits between tries
    public ChainRunner(RunClock clock, RunDefaults defaults, RandomGenerator random) {
        this.clock = clock;
        this.defaults = defaults;
        this.random = random;
    }

    /// Runs a chain to its end, on the calling thread and virtual threads of its own, none of which outlives the
    /// call.
    public RunResult run(RunRequest request, RunListener listener) {
        throw new UnsupportedOperationException("%s %s %s".formatted(clock, defaults, random));
    }
}
