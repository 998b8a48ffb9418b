package io.flotilla.worker.report;

import io.flotilla.engine.control.Cancellation;
import io.flotilla.engine.control.RunClock;
import io.flotilla.messages.InvocationEvent;
import io.flotilla.messages.InvocationRequested;
import io.flotilla.messages.ReplyFrame;
import io.flotilla.messages.Topics;
import io.flotilla.messages.Wire;
import io.flotilla.worker.kafka.Publisher;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;

/// Opens the report of a run, and publishes events of invocations that do not become one.
@Singleton
public class Reporter {
    private final Publisher publisher;
    private final Topics topics;
    private final RunClock clock;
    private final ReportConfig config;
    private final RunMetrics metrics;

    public Reporter(Publisher publisher, Topics topics, RunClock clock, ReportConfig config, RunMetrics metrics) {
        this.publisher = publisher;
        this.topics = topics;
        this.clock = clock;
        this.config = config;
        this.metrics = metrics;
    }

    /// The report of a run that begins now.
    ///
    /// @param cancellation stops the run when what it yields is too large to tell
    public RunReport open(InvocationRequested request, Cancellation cancellation) {
        var partition = request.replyPartition();
        var replies = new ReplyStream(
                request.ref(),
                partition == null ? frame -> {} : frame -> tell(partition, frame),
                clock,
                config.deltaInterval());
        return new RunReport(request, this, replies, new Usage(request, clock), cancellation, clock, metrics);
    }

    /// Publishes an event; the answer comes when it is safe.
    public CompletableFuture<Void> publish(InvocationEvent event) {
        return publish(event, Wire.write(event));
    }

    CompletableFuture<Void> publish(InvocationEvent event, byte[] written) {
        return publisher.deliver(
                topics.invocationEvents(), event.ref().invocationId().toString(), written);
    }

    CompletableFuture<Void> publishUsage(InvocationRequested request, byte[] written) {
        return publisher.deliver(topics.usage(), request.ref().tenantId().toString(), written);
    }

    private void tell(int partition, ReplyFrame frame) {
        publisher.tell(topics.replies(), partition, frame.ref().invocationId().toString(), Wire.write(frame));
    }
}
