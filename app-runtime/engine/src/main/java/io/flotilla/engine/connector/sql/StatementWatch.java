package io.flotilla.engine.connector.sql;

import io.flotilla.engine.control.Registration;
import io.flotilla.engine.control.RunClock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Watches a running statement: past its time, or when told to stop, the server is asked to cancel it and the
/// connection is cut.
final class StatementWatch implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Registration alarm;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private @Nullable Connection connection;
    private @Nullable PreparedStatement statement;
    private boolean stopped;
    private volatile boolean timedOut;

    StatementWatch(RunClock clock, Duration timeout) {
        this.alarm = clock.alarm(timeout, () -> {
            timedOut = true;
            stop();
        });
    }

    /// From now on, stopping means this statement.
    ///
    /// @throws SQLException if it was stopped before it began
    void watch(Connection itsConnection, PreparedStatement running) throws SQLException {
        lock.lock();
        try {
            if (stopped) throw new SQLException("stopped", "57014");
            connection = itsConnection;
            statement = running;
        } finally {
            lock.unlock();
        }
    }

    /// The statement is over.
    ///
    /// @return whether its connection was left alone
    boolean release() {
        lock.lock();
        try {
            connection = null;
            statement = null;
            return !stopped;
        } finally {
            lock.unlock();
        }
    }

    /// Returns at once; the server hears of it on another thread.
    void stop() {
        Connection cut;
        PreparedStatement cancelled;
        lock.lock();
        try {
            stopped = true;
            cut = connection;
            cancelled = statement;
        } finally {
            lock.unlock();
        }
        end.complete(null);
        if (cut == null || cancelled == null) return;
        Thread.startVirtualThread(() -> {
            try (cut) {
                cancelled.cancel();
                cut.abort(Runnable::run);
            } catch (SQLException e) {
                // The connection is being thrown away.
            }
        });
    }

    /// Complete once the statement must not go on, begun or not.
    CompletableFuture<Void> stopped() {
        return end;
    }

    boolean timedOut() {
        return timedOut;
    }

    @Override
    public void close() {
        alarm.close();
    }
}
