package io.flotilla.worker.run;

import io.flotilla.engine.control.Cancellation;
import io.flotilla.engine.control.Fault;
import io.flotilla.engine.control.FaultCode;
import io.flotilla.messages.InvocationRef;
import io.flotilla.messages.InvocationRequested;
import io.flotilla.worker.report.Reporter;
import io.flotilla.worker.report.RunReport;
import org.jspecify.annotations.Nullable;

/// One admitted attempt at an invocation.
public final class Run {
    private final InvocationRequested request;
    private final Cancellation cancellation = new Cancellation();
    private final RunReport report;
    private boolean ending;
    private @Nullable String silence;

    Run(InvocationRequested request, Reporter reporter) {
        this.request = request;
        this.report = reporter.open(request, cancellation);
    }

    /// Names it.
    public InvocationRef ref() {
        return request.ref();
    }

    InvocationRequested request() {
        return request;
    }

    Cancellation cancellation() {
        return cancellation;
    }

    RunReport report() {
        return report;
    }

    void cancel() {
        cancellation.cancel(new Fault(FaultCode.CANCELLED, "the invocation was cancelled"));
    }

    void passDeadline() {
        cancellation.cancel(Faults.deadline());
    }

    /// Stops it without a word: somebody else goes on with the invocation.
    ///
    /// @param outcome why, for the metrics
    /// @return false if its end is being told already
    synchronized boolean silence(String outcome) {
        if (ending) return false;
        silence = outcome;
        report.mute();
        cancel();
        return true;
    }

    /// From here on its end is told, whatever comes.
    ///
    /// @return false if it was silenced before
    synchronized boolean beginEnding() {
        ending = silence == null;
        return ending;
    }

    synchronized @Nullable String silenced() {
        return silence;
    }
}
