package io.flotilla.worker.run;

import io.flotilla.engine.chain.ChainRunner;
import io.flotilla.engine.chain.RunResult;
import io.flotilla.engine.control.Fault;
import io.flotilla.engine.control.FaultCode;
import io.flotilla.worker.bind.Binder;
import io.flotilla.worker.bind.Binding;
import io.flotilla.worker.report.RunMetrics;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/// Runs one admitted request from its binding to its told end, on the calling virtual thread.
@Singleton
class ChainExecution implements Execution {
    private static final Logger LOG = Logger.getLogger(ChainExecution.class);

    private final Binder binder;
    private final ChainRunner runner;
    private final RunMetrics metrics;

    ChainExecution(Binder binder, ChainRunner runner, RunMetrics metrics) {
        this.binder = binder;
        this.runner = runner;
        this.metrics = metrics;
    }

    @Override
    public void execute(Run run) {
        var report = run.report();
        report.started();
        var result = result(run);
        if (!run.beginEnding()) {
            report.awaitUsage();
            metrics.ended(String.valueOf(run.silenced()));
            return;
        }
        metrics.ended(report.ended(result));
    }

    private RunResult result(Run run) {
        try {
            var binding = binder.bind(run.request(), run.cancellation());
            return switch (binding) {
                case Binding.Bound bound -> runner.run(bound.request(), run.report());
                case Binding.Unbound(var fault) -> Faults.beforeAnythingRan(fault);
            };
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            LOG.errorf(
                    e,
                    "run broke invocation=%s attempt=%d",
                    run.ref().invocationId(),
                    run.ref().attempt());
            return Faults.beforeAnythingRan(new Fault(FaultCode.INTERNAL, "the run broke; its id is in the log"));
        }
    }
}
