package io.flotilla.engine.connector.sql;

import io.flotilla.engine.connector.CallFailed;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/// Takes a connection from a pool without being held up by it: a database that accepts a connection and then says
/// nothing
/// would otherwise keep a stopped call waiting.
final class Borrowing {
    private final ConnectionPool pool;
    private final CompletableFuture<@Nullable Connection> connection = new CompletableFuture<>();

    private Borrowing(ConnectionPool pool) {
        this.pool = pool;
    }

    /// A connection, or null when all were busy for `patience`. One that comes after `stopped` is dropped.
    ///
    /// @throws SQLException also if `stopped` comes first
    static @Nullable Connection from(ConnectionPool pool, Duration patience, CompletableFuture<Void> stopped)
            throws SQLException, CallFailed, UnknownHostException, InterruptedException {
        var borrowing = new Borrowing(pool);
        Thread.startVirtualThread(() -> borrowing.take(patience));
        return borrowing.await(stopped);
    }

    private void take(Duration patience) {
        try {
            var taken = pool.take(patience);
            if (!connection.complete(taken) && taken != null) pool.drop(taken);
        } catch (Throwable e) {
            connection.completeExceptionally(e);
        }
    }

    private @Nullable Connection await(CompletableFuture<Void> stopped)
            throws SQLException, CallFailed, UnknownHostException, InterruptedException {
        stopped.thenRun(() -> connection.completeExceptionally(new SQLException("stopped", "57014")));
        try {
            return connection.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case SQLException cause -> throw cause;
                case CallFailed cause -> throw cause;
                case UnknownHostException cause -> throw cause;
                case InterruptedException cause -> throw cause;
                case null, default -> throw new IllegalStateException("a connection could not be taken", e.getCause());
            }
        }
    }
}
