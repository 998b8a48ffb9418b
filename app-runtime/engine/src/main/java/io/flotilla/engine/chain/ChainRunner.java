package io.flotilla.engine.chain;

import io.flotilla.app.expression.Scope;
import io.flotilla.engine.control.Cancellation;
import io.flotilla.engine.control.Fault;
import io.flotilla.engine.control.FaultCode;
import io.flotilla.engine.control.RunClock;
import io.flotilla.engine.model.AnswerCache;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs chains. One runner serves any number of runs at a time.
public final class ChainRunner {
    private static final Logger LOG = LoggerFactory.getLogger(ChainRunner.class);

    private final RunClock clock;
    private final RunDefaults defaults;
    private final Backoff backoff;
    private final AnswerCache answers;

    /// @param random  scatters the waits between tries
    /// @param answers keeps answers for routes that want it
    public ChainRunner(RunClock clock, RunDefaults defaults, RandomGenerator random, AnswerCache answers) {
        this.clock = clock;
        this.defaults = defaults;
        this.backoff = new Backoff(random);
        this.answers = answers;
    }

    /// Runs a chain to its end, on the calling thread and virtual threads of its own, none of which outlives the
    /// call. Always
    /// ends, at the latest when the deadline has passed and the calls under way have let go.
    public RunResult run(RunRequest request, RunListener listener) {
        var run = new Run(request, listener, clock, defaults, backoff, answers);
        var app = request.app();
        try (Cancellation cancellation = run.cancellation();
                var _ = clock.alarm(run.left(), () -> cancellation.cancel(deadlineExceeded()))) {
            if (!run.left().isPositive()) cancellation.cancel(deadlineExceeded());
            var scope = Scope.of(request.inputs(), request.invocation());
            var outcome = new BlockRun(run, app.root(), scope, "", Voice.ofRun(), cancellation).run();
            return result(run, outcome);
        }
    }

    private static RunResult result(Run run, BlockOutcome outcome) {
        var broken = run.broken();
        if (broken != null) LOG.atError().setCause(broken).log("a run broke off");
        return switch (outcome) {
            case BlockOutcome.Yielded(var output) -> new RunResult.Succeeded(output, run.timing());
            case BlockOutcome.Stopped(var fault, var at) -> {
                var stop = run.cancellation().reason().orElse(null);
                if (stop == null) yield new RunResult.Failed(fault, at, run.timing());
                if (stop.code() == FaultCode.CANCELLED) yield new RunResult.Cancelled(run.timing());
                yield new RunResult.Failed(stop, null, run.timing());
            }
        };
    }

    private static Fault deadlineExceeded() {
        return new Fault(FaultCode.DEADLINE_EXCEEDED, "the invocation did not end before its deadline");
    }
}
