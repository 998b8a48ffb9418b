package io.flotilla.engine.control;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A switch that stops work, once, with a reason. Whoever waits on something outside registers how to let go of it;
/// the
/// first
/// [#cancel] runs all of that at once, on the caller's thread.
public final class Cancellation implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Action> actions = new LinkedHashSet<>();
    private @Nullable Fault reason;
    private @Nullable Registration parent;

    /// A switch that depends on nothing else.
    public Cancellation() {}

    /// A switch that is thrown with this one, and can be thrown alone. Close it when its work has ended.
    public Cancellation child() {
        var child = new Cancellation();
        child.parent = onCancel(() -> reason().ifPresent(child::cancel));
        return child;
    }

    /// Stops the work. Only the first reason counts.
    ///
    /// @return whether this call was the one that stopped it
    public boolean cancel(Fault reason) {
        List<Action> all;
        lock.lock();
        try {
            if (this.reason != null) return false;
            this.reason = reason;
            all = new ArrayList<>(actions);
            actions.clear();
        } finally {
            lock.unlock();
        }
        for (Action each : all) each.action().run();
        return true;
    }

    /// Runs `action` when the work is stopped; at once if it already is. Actions must not throw and must not wait.
    public Registration onCancel(Runnable action) {
        var entry = new Action(action);
        lock.lock();
        try {
            if (reason == null) {
                actions.add(entry);
                return () -> remove(entry);
            }
        } finally {
            lock.unlock();
        }
        action.run();
        return () -> {};
    }

    /// Why the work is stopped; empty while it may go on.
    public Optional<Fault> reason() {
        lock.lock();
        try {
            return Optional.ofNullable(reason);
        } finally {
            lock.unlock();
        }
    }

    /// Whether the work is stopped.
    public boolean isCancelled() {
        return reason().isPresent();
    }

    /// Lets go of the switch this one depends on. It is not thereby thrown.
    @Override
    public void close() {
        var registration = parent;
        if (registration != null) registration.close();
    }

    private void remove(Action entry) {
        lock.lock();
        try {
            actions.remove(entry);
        } finally {
            lock.unlock();
        }
    }

    /// Told apart by identity: the same action may be registered twice.
    private static final class Action {
        private final Runnable action;

        Action(Runnable action) {
            this.action = action;
        }

        Runnable action() {
            return action;
        }
    }
}
