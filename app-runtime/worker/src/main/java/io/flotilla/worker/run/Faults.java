package io.flotilla.worker.run;

import io.flotilla.engine.chain.RunResult;
import io.flotilla.engine.chain.RunTiming;
import io.flotilla.engine.control.Fault;
import io.flotilla.engine.control.FaultCode;
import java.time.Duration;

/// Ends that are the worker's own to tell.
final class Faults {
    static final RunTiming NOTHING_RAN = new RunTiming(Duration.ZERO, Duration.ZERO, Duration.ZERO, null, 0);

    private Faults() {}

    static Fault deadline() {
        return new Fault(FaultCode.DEADLINE_EXCEEDED, "the invocation did not end before its deadline");
    }

    static RunResult.Failed beforeAnythingRan(Fault fault) {
        return new RunResult.Failed(fault, null, NOTHING_RAN);
    }
}
