package io.flotilla.engine.connector.sql;

import io.flotilla.engine.address.GuardedLookup;
import io.flotilla.engine.address.GuardedSocketFactory;
import io.flotilla.engine.connector.CallFailed;
import io.flotilla.engine.control.RunClock;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.AutoSave;

/// A few connections to one database. Small on purpose: a connector's statements are short, and somebody else's
/// database is not
/// ours to flood. A failure to connect is told at once.
final class ConnectionPool {
    private static final int MAX_CONNECTIONS = 8;
    private static final long IDLE_NANOS = Duration.ofSeconds(60).toNanos();
    private static final long TRUSTED_NANOS = Duration.ofSeconds(1).toNanos();
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final ReentrantLock lock = new ReentrantLock();
    private final Semaphore room = new Semaphore(MAX_CONNECTIONS, true);
    private final Deque<Idle> idle = new ArrayDeque<>();
    private final DatabaseLogin login;
    private final GuardedLookup hosts;
    private final RunClock clock;
    private long lastUse;
    private boolean closed;

    ConnectionPool(DatabaseLogin login, GuardedLookup hosts, RunClock clock) {
        this.login = login;
        this.hosts = hosts;
        this.clock = clock;
        this.lastUse = clock.nanoTime();
    }

    /// A connection that works, or null when all were busy for `patience`. Give it back with [#giveBack] or [#drop].
    @Nullable Connection take(Duration patience) throws SQLException, CallFailed, UnknownHostException, InterruptedException {
        if (!room.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) return null;
        try {
            for (Idle each = next(); each != null; each = next()) {
                if (clock.nanoTime() - each.since() < TRUSTED_NANOS || each.connection().isValid(1)) return each.connection();
                close(each.connection());
            }
            return open();
        } catch (SQLException | CallFailed | UnknownHostException | RuntimeException e) {
            room.release();
            throw e;
        }
    }

    /// The connection is as good as new.
    void giveBack(Connection connection) {
        lock.lock();
        try {
            lastUse = clock.nanoTime();
            if (!closed) {
                idle.push(new Idle(connection, lastUse));
                room.release();
                return;
            }
        } finally {
            lock.unlock();
        }
        drop(connection);
    }

    /// The connection may be broken.
    void drop(Connection connection) {
        close(connection);
        room.release();
    }

    void closeIdle() {
        while (true) {
            Idle oldest;
            lock.lock();
            try {
                oldest = idle.peekLast();
                if (oldest == null || clock.nanoTime() - oldest.since() < IDLE_NANOS) return;
                idle.removeLast();
            } finally {
                lock.unlock();
            }
            close(oldest.connection());
        }
    }

    /// Closes the pool if nobody has needed it for a while. A call that still holds it works, and keeps nothing.
    ///
    /// @return whether it is closed
    boolean closeIfUnused() {
        lock.lock();
        try {
            boolean busy = room.availablePermits() < MAX_CONNECTIONS;
            if (busy || !idle.isEmpty() || clock.nanoTime() - lastUse <= IDLE_NANOS) return false;
            closed = true;
            return true;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            idle.forEach(each -> close(each.connection()));
            idle.clear();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Idle next() {
        lock.lock();
        try {
            return idle.poll();
        } finally {
            lock.unlock();
        }
    }

    private Connection open() throws SQLException, CallFailed, UnknownHostException {
        var url = DatabaseUrl.parse(login.url());
        hosts.addresses(url.host());
        var source = source(url);
        var connection = source.getConnection(login.user(), login.password());
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        return connection;
    }

    /// The socket factory checks the address once more, the one that is connected to: the name may have changed its
    /// meaning since.
    private PGSimpleDataSource source(DatabaseUrl url) throws SQLException {
        var source = new PGSimpleDataSource();
        source.setServerNames(new String[] {url.host()});
        source.setPortNumbers(new int[] {url.port()});
        source.setDatabaseName(url.database());
        source.setSocketFactory(GuardedSocketFactory.class.getName());
        source.setSocketFactoryArg(hosts.policy().toString());
        source.setConnectTimeout((int) CONNECT.toSeconds());
        source.setSocketTimeout((int) login.limits().timeout().toSeconds() + 5);
        source.setOptions("-c default_transaction_read_only=on -c statement_timeout=%d"
                .formatted(Math.max(1, login.limits().timeout().toMillis())));
        source.setApplicationName("flotilla");
        source.setGssEncMode(org.postgresql.jdbc.GSSEncMode.DISABLE.value);
        source.setAutosave(AutoSave.NEVER);
        source.setProperty("stringtype", "unspecified");
        source.setProperty("maxResultBuffer", Long.toString(login.limits().maxBytes() * 4 + 65_536));
        var tls = url.parameters().get("sslmode");
        if (tls != null) source.setSslMode(tls);
        var schema = url.parameters().get("currentSchema");
        if (schema != null) source.setCurrentSchema(schema);
        var name = url.parameters().get("ApplicationName");
        if (name != null) source.setApplicationName(name);
        return source;
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // It is being thrown away.
        }
    }

    private record Idle(Connection connection, long since) {}
}
