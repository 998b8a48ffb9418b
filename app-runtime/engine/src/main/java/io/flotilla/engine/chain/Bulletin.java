package io.flotilla.engine.chain;

import io.flotilla.engine.control.Fault;
import io.flotilla.engine.control.RunClock;
import io.flotilla.engine.step.Call;
import io.flotilla.engine.step.CallEnd;
import io.flotilla.engine.step.CallListener;
import io.flotilla.engine.step.StepAddress;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Tells a listener one thing at a time, whatever thread it happens on, and notes when the first delta passed.
final class Bulletin implements CallListener {
    private final ReentrantLock lock = new ReentrantLock();
    private final RunListener listener;
    private final RunClock clock;
    private final long begin;
    private @Nullable Duration firstToken;

    Bulletin(RunListener listener, RunClock clock) {
        this.listener = listener;
        this.clock = clock;
        this.begin = clock.nanoTime();
    }

    void stepStarted(StepAddress at, String type) {
        tell(() -> listener.stepStarted(at, type));
    }

    void delta(StepAddress at, String text) {
        tell(() -> {
            if (firstToken == null) firstToken = running();
            listener.delta(at, text);
        });
    }

    void stepRetrying(StepAddress at, int tries, Fault fault, Duration delay) {
        tell(() -> listener.stepRetrying(at, tries, fault, delay));
    }

    void stepFinished(StepEnd end) {
        tell(() -> listener.stepFinished(end));
    }

    @Override
    public void callDispatched(Call call) {
        tell(() -> listener.callDispatched(call));
    }

    @Override
    public void callEnded(CallEnd end) {
        tell(() -> listener.callEnded(end));
    }

    /// Since the run began.
    Duration running() {
        return Duration.ofNanos(clock.nanoTime() - begin);
    }

    @Nullable
    Duration firstToken() {
        lock.lock();
        try {
            return firstToken;
        } finally {
            lock.unlock();
        }
    }

    private void tell(Runnable news) {
        lock.lock();
        try {
            news.run();
        } finally {
            lock.unlock();
        }
    }
}
