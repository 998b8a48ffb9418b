package io.flotilla.worker.probe;

import io.flotilla.engine.control.RunClock;
import io.flotilla.engine.probe.ProbeResult;
import io.flotilla.messages.ControlMessage.ProbeAnswered;
import io.flotilla.messages.ControlMessage.ProbeRequested;
import io.flotilla.messages.ProbeReport;
import io.flotilla.messages.Topics;
import io.flotilla.messages.Wire;
import io.flotilla.worker.bind.Trials;
import io.flotilla.worker.kafka.Publisher;
import io.flotilla.worker.run.WorkerId;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/// The probes that this worker is asked for.
@Singleton
public class Probes {
    private static final Logger LOG = Logger.getLogger(Probes.class);
    private static final int AT_ONCE = 32;
    private static final Duration LONGEST = Duration.ofSeconds(8);

    private final Trials trials;
    private final Publisher publisher;
    private final String topic;
    private final WorkerId worker;
    private final RunClock clock;
    private final Semaphore room = new Semaphore(AT_ONCE);

    Probes(Trials trials, Publisher publisher, Topics topics, WorkerId worker, RunClock clock) {
        this.trials = trials;
        this.publisher = publisher;
        this.topic = topics.control();
        this.worker = worker;
        this.clock = clock;
    }

    /// Does what it is named for, on a thread of its own. Returns at once.
    public void hear(ProbeRequested request) {
        if (!request.workerId().equals(worker.value()) || !clock.now().isBefore(request.deadline())) return;
        Thread.ofVirtual().name("probe-" + request.id()).start(() -> answer(request));
    }

    private void answer(ProbeRequested request) {
        long begun = clock.nanoTime();
        var result = result(request);
        var checks = result.checks().stream()
                .map(check -> new ProbeReport.Check(check.name(), check.works(), check.detail()))
                .toList();
        var report = new ProbeReport(
                result.works(), result.reason(), result.detail(), (clock.nanoTime() - begun) / 1e6, checks);
        var _ = publisher.deliver(topic, request.id().toString(), Wire.write(new ProbeAnswered(request.id(), report)));
    }

    private ProbeResult result(ProbeRequested request) {
        if (!room.tryAcquire()) return ProbeResult.fails("busy", "Too much is being tried out now; try again later.");
        try {
            return trials.of(request.tenantId(), request.target(), LONGEST);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ProbeResult.fails("stopped", "The worker was stopped meanwhile.");
        } catch (RuntimeException e) {
            LOG.errorf(e, "probe broke id=%s", request.id());
            return ProbeResult.fails("internal", "The probe broke; its id is in the worker's log: " + request.id());
        } finally {
            room.release();
        }
    }
}
