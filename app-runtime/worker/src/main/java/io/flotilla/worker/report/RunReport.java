package io.flotilla.worker.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.flotilla.engine.chain.RunListener;
import io.flotilla.engine.chain.RunResult;
import io.flotilla.engine.chain.StepEnd;
import io.flotilla.engine.control.Cancellation;
import io.flotilla.engine.control.Fault;
import io.flotilla.engine.control.FaultCode;
import io.flotilla.engine.control.RunClock;
import io.flotilla.engine.step.Call;
import io.flotilla.engine.step.CallEnd;
import io.flotilla.engine.step.StepAddress;
import io.flotilla.messages.CloudEvent;
import io.flotilla.messages.InvocationEvent;
import io.flotilla.messages.InvocationEvent.CallDispatched;
import io.flotilla.messages.InvocationEvent.InvocationFailed;
import io.flotilla.messages.InvocationEvent.StepFinished;
import io.flotilla.messages.InvocationEvent.InvocationSucceeded;
import io.flotilla.messages.InvocationRequested;
import io.flotilla.messages.JournalEntry;
import io.flotilla.messages.Problem;
import io.flotilla.messages.RecordCaps;
import io.flotilla.messages.RunEnd;
import io.flotilla.messages.UsageRecorded;
import io.flotilla.messages.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// Tells of one run as it goes: the journal and each call to the platform, frames to whoever waits, usage to the ledger.
/// The terminal event is told last of all, after every usage event is safe, so that a terminal run's bill is whole. Who
/// waits hears of the end before, with all that is not safe yet, and writes it down before telling anybody.
public final class RunReport implements RunListener {
    /// What a record holds besides the output it carries.
    private static final int ENVELOPE = 64 << 10;

    private final InvocationRequested request;
    private final Reporter reporter;
    private final ReplyStream replies;
    private final Usage usage;
    private final Cancellation cancellation;
    private final RunClock clock;
    private final RunMetrics metrics;
    private final Map<StepAddress, StepUsage> steps = new HashMap<>();
    private final List<UsageDelivery> usageDeliveries = new ArrayList<>();
    private long journalBytes;
    private int journaled;
    private volatile boolean muted;

    RunReport(
            InvocationRequested request,
            Reporter reporter,
            ReplyStream replies,
            Usage usage,
            Cancellation cancellation,
            RunClock clock,
            RunMetrics metrics) {
        this.request = request;
        this.reporter = reporter;
        this.replies = replies;
        this.usage = usage;
        this.cancellation = cancellation;
        this.clock = clock;
        this.metrics = metrics;
    }

    /// The run begins.
    public void started() {
        var data = JsonNodeFactory.instance.objectNode();
        data.put("startedAt", clock.now().toString());
        replies.event("invocation.started", data);
    }

    @Override
    public void stepStarted(StepAddress at, String type) {
        replies.event("step.started", ReplyStream.about(at).put("type", type));
    }

    @Override
    public void delta(StepAddress at, String text) {
        replies.delta(at, text);
    }

    @Override
    public void stepRetrying(StepAddress at, int tries, Fault fault, Duration delay) {
        var data = ReplyStream.about(at)
                .put("tries", tries)
                .put("code", fault.code().code())
                .put("delayMillis", delay.toMillis());
        replies.event("step.retrying", data);
    }

    @Override
    public void stepFinished(StepEnd end) {
        var fault = end.fault();
        var problem = fault == null ? null : Translation.problem(fault, end.at());
        var entry = new JournalEntry(Translation.of(end.at()), Translation.of(end.state()), end.output());
        var event = new StepFinished(request.ref(), clock.now(), end.startedAt(), end.type(), entry, problem);
        byte[] written = Wire.write(event);
        journalBytes += written.length;
        if (written.length > RecordCaps.EVENT - ENVELOPE || journalBytes > RecordCaps.JOURNAL) {
            cancellation.cancel(tooLarge("the step " + end.at().step()));
            return;
        }
        if (!muted) {
            journaled++;
            var _ = reporter.publish(event, written);
        }
        var data = ReplyStream.about(end.at())
                .put("type", end.type())
                .put("state", entry.state().name().toLowerCase(Locale.ROOT));
        data.set("output", end.output());
        data.set("usage", steps.getOrDefault(end.at(), StepUsage.NONE).json());
        if (problem != null) data.set("problem", Wire.tree(problem));
        replies.event("step.finished", data);
    }

    @Override
    public void callDispatched(Call call) {
        if (muted) return;
        var _ = reporter.publish(new CallDispatched(request.ref(), clock.now(), usage.call(call), Usage.route(call)));
    }

    @Override
    public void callEnded(CallEnd end) {
        var recorded = usage.ended(end);
        steps.merge(end.call().at(), StepUsage.of(recorded), StepUsage::plus);
        var safe = reporter.publishUsage(request, Wire.write(CloudEvent.of(recorded)));
        usageDeliveries.add(new UsageDelivery(recorded, safe));
        metrics.callEnded(recorded);
    }

    /// Nothing more is told but usage: what was called is paid, whoever goes on with the run.
    public void mute() {
        muted = true;
        replies.mute();
    }

    /// Returns when all usage is safe.
    public void awaitUsage() {
        usageDeliveries.forEach(each -> each.safe.join());
    }

    /// Tells how the run ended. Returns when the platform's copy is safe.
    public InvocationEvent ended(RunResult result) {
        var terminal = Translation.terminal(request.ref(), clock.now(), result, journaled);
        byte[] written = Wire.write(terminal);
        if (written.length > RecordCaps.EVENT - ENVELOPE && terminal instanceof InvocationSucceeded succeeded) {
            var fault = tooLarge("the app");
            var problem = new Problem(fault.code().code(), fault.detail(), false, null);
            terminal = new InvocationFailed(request.ref(), succeeded.at(), problem, succeeded.timing());
            written = Wire.write(terminal);
        }
        replies.event("invocation.finished", Wire.tree(new RunEnd(terminal, notYetSafe())));
        awaitUsage();
        reporter.publish(terminal, written).join();
        return terminal;
    }

    private List<UsageRecorded> notYetSafe() {
        var open = usageDeliveries.stream()
                .filter(each -> !each.safe.isDone())
                .map(UsageDelivery::usage)
                .toList();
        return open.subList(Math.max(0, open.size() - RunEnd.MOST_USAGE), open.size());
    }

    private static Fault tooLarge(String what) {
        var detail = "%s yields more than a run may keep: %d KiB an output, %d KiB for all steps"
                .formatted(what, (RecordCaps.EVENT - ENVELOPE) >> 10, RecordCaps.JOURNAL >> 10);
        return new Fault(FaultCode.OUTPUT_INVALID, detail).lasting();
    }

    private record UsageDelivery(UsageRecorded usage, CompletableFuture<Void> safe) {}
}
