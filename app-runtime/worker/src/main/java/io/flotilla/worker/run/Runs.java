package io.flotilla.worker.run;

import io.flotilla.engine.control.RunClock;
import io.flotilla.messages.ControlMessage.StopReason;
import io.flotilla.messages.InvocationEvent.InvocationCancelled;
import io.flotilla.messages.InvocationEvent.InvocationFailed;
import io.flotilla.messages.InvocationRef;
import io.flotilla.messages.InvocationRequested;
import io.flotilla.messages.Problem;
import io.flotilla.messages.RunTiming;
import io.flotilla.worker.report.Reporter;
import io.flotilla.worker.report.RunMetrics;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The runs of this worker. A place is taken when a request is admitted and given back when its run has ended or was
/// dropped. At most one attempt at an invocation is current: a newer one silences the older.
@Singleton
public class Runs {
    private static final RunTiming NO_TIME = new RunTiming(0, 0, 0, null, 0, 0);

    private final Execution execution;
    private final Reporter reporter;
    private final RunClock clock;
    private final RunMetrics metrics;
    private final int capacity;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private final Map<UUID, Run> current = new HashMap<>();
    private final Set<Run> active = new HashSet<>();
    private final Recent<Integer> done;
    private final Recent<Stop> stops;

    Runs(Execution execution, Reporter reporter, RunClock clock, RunMetrics metrics, RunConfig config) {
        this.execution = execution;
        this.reporter = reporter;
        this.clock = clock;
        this.metrics = metrics;
        this.capacity = config.capacity();
        this.done = new Recent<>(config.remembered());
        this.stops = new Recent<>(config.remembered());
        metrics.gauge("flotilla.runs.running", () -> capacity - free());
    }

    /// How many requests can be admitted now.
    public int free() {
        return locked(() -> capacity - active.size());
    }

    /// How many requests it can hold.
    public int capacity() {
        return capacity;
    }

    /// Decides on a request. Ask [#free] first: a request is admitted even if there is no place.
    public Admission admit(InvocationRequested request) {
        return locked(() -> decide(request));
    }

    /// Runs an admitted request.
    public void start(Run run) {
        metrics.started();
        Thread.ofVirtual().name("run-" + run.ref().invocationId()).start(() -> {
            try {
                execution.execute(run);
            } finally {
                leave(run, true);
            }
        });
    }

    /// Gives an admitted request's place back; nothing of it has run.
    public void drop(Run run) {
        leave(run, false);
    }

    /// Stops an attempt and every older one, also one whose request is still to come.
    public void stop(InvocationRef ref, StopReason reason) {
        locked(() -> {
            stops.put(ref.invocationId(), new Stop(ref.attempt(), reason));
            var run = current.get(ref.invocationId());
            if (run != null && run.ref().attempt() <= ref.attempt()) stop(run, reason);
            return null;
        });
    }

    /// What runs now, without what was silenced.
    public List<InvocationRef> running() {
        return locked(() -> current.values().stream().map(Run::ref).toList());
    }

    /// Waits until nothing runs.
    ///
    /// @return false if the time is over first
    public boolean awaitIdle(Duration limit) throws InterruptedException {
        lock.lock();
        try {
            long nanos = limit.toNanos();
            while (!active.isEmpty() && nanos > 0) nanos = ended.awaitNanos(nanos);
            return active.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /// Silences everything that has not begun to tell its end, for another worker to go on with.
    ///
    /// @return what was silenced
    public List<InvocationRef> handOver() {
        return locked(() -> {
            var silenced = new ArrayList<InvocationRef>();
            for (Run run : List.copyOf(current.values())) {
                if (run.silence("handed-over")) silenced.add(run.ref());
            }
            return List.copyOf(silenced);
        });
    }

    private Admission decide(InvocationRequested request) {
        var ref = request.ref();
        var ended = done.get(ref.invocationId());
        if (ended != null && ended >= ref.attempt()) return new Admission.Known();
        var running = current.get(ref.invocationId());
        if (running != null && running.ref().attempt() >= ref.attempt()) return new Admission.Known();
        if (running != null) running.silence("superseded");
        var stop = stops.get(ref.invocationId());
        if (stop != null && stop.attempt() >= ref.attempt()) return stopped(ref, stop.reason());
        if (!clock.now().isBefore(request.deadline())) return stopped(ref, StopReason.DEADLINE);
        var run = new Run(request, reporter);
        current.put(ref.invocationId(), run);
        active.add(run);
        return new Admission.Admitted(run);
    }

    private Admission stopped(InvocationRef ref, StopReason reason) {
        return switch (reason) {
            case SUPERSEDED -> new Admission.Known();
            case CANCELLED -> new Admission.Refused(new InvocationCancelled(ref, clock.now(), NO_TIME));
            case DEADLINE -> {
                var fault = Faults.deadline();
                var problem = new Problem(fault.code().code(), fault.detail(), fault.retryable(), null);
                yield new Admission.Refused(new InvocationFailed(ref, clock.now(), problem, NO_TIME));
            }
        };
    }

    private static void stop(Run run, StopReason reason) {
        switch (reason) {
            case CANCELLED -> run.cancel();
            case DEADLINE -> run.passDeadline();
            case SUPERSEDED -> run.silence("superseded");
        }
    }

    private void leave(Run run, boolean ran) {
        locked(() -> {
            if (ran) done.put(run.ref().invocationId(), run.ref().attempt());
            current.remove(run.ref().invocationId(), run);
            active.remove(run);
            ended.signalAll();
            return null;
        });
    }

    private <T extends @Nullable Object> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    private record Stop(int attempt, StopReason reason) {}
}
