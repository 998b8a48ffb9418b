package io.flotilla.worker.intake;

import io.flotilla.messages.InvocationEvent.InvocationStarted;
import io.flotilla.messages.InvocationRequested;
import io.flotilla.messages.UnreadableMessage;
import io.flotilla.messages.Wire;
import io.flotilla.worker.kafka.DeadLetters;
import io.flotilla.worker.report.Reporter;
import io.flotilla.worker.run.Admission;
import io.flotilla.worker.run.Run;
import io.flotilla.worker.run.Runs;
import io.flotilla.worker.run.WorkerId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Takes records for requests: each is admitted, refused or buried, and that is told.
@Singleton
class RequestIntake implements Intake {
    private final Runs runs;
    private final Reporter reporter;
    private final DeadLetters deadLetters;
    private final WorkerId worker;
    private final Clock clock;

    RequestIntake(Runs runs, Reporter reporter, DeadLetters deadLetters, WorkerId worker, Clock clock) {
        this.runs = runs;
        this.reporter = reporter;
        this.deadLetters = deadLetters;
        this.worker = worker;
        this.clock = clock;
    }

    @Override
    public int free() {
        return runs.free();
    }

    @Override
    public Batch take(List<ConsumerRecord<byte[], byte[]>> records) {
        var admitted = new ArrayList<Run>();
        var told = new ArrayList<CompletableFuture<Void>>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                var request = Wire.read(record.value(), InvocationRequested.class);
                switch (runs.admit(request)) {
                    case Admission.Admitted(var run) -> {
                        admitted.add(run);
                        told.add(reporter.publish(new InvocationStarted(run.ref(), clock.instant(), worker.value())));
                    }
                    case Admission.Refused(var terminal) -> told.add(reporter.publish(terminal));
                    case Admission.Known() -> {}
                }
            } catch (UnreadableMessage e) {
                told.add(deadLetters.bury(record, e));
            }
        }
        return new Requests(runs, admitted, CompletableFuture.allOf(told.toArray(CompletableFuture[]::new)));
    }

    private record Requests(Runs runs, List<Run> admitted, CompletableFuture<Void> told) implements Batch {
        @Override
        public void start() {
            admitted.forEach(runs::start);
        }

        @Override
        public void drop() {
            admitted.forEach(runs::drop);
        }
    }
}
