package io.flotilla.engine.connector.sql;

import io.flotilla.app.connector.SqlConnector;
import io.flotilla.engine.address.GuardedLookup;
import io.flotilla.engine.connector.Connector;
import io.flotilla.engine.control.Registration;
import io.flotilla.engine.control.RunClock;
import io.flotilla.engine.probe.ProbeResult;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Makes `sql` connectors and keeps their connections, a few for each database, user and owner, until nobody has
/// needed them for
/// a while.
public final class SqlConnectors implements AutoCloseable {
    private static final Duration SWEEP = Duration.ofSeconds(30);

    private final Map<DatabaseLogin, ConnectionPool> pools = new ConcurrentHashMap<>();
    private final GuardedLookup hosts;
    private final RunClock clock;
    private volatile Registration sweep;

    public SqlConnectors(GuardedLookup hosts, RunClock clock) {
        this.hosts = hosts;
        this.clock = clock;
        this.sweep = clock.alarm(SWEEP, this::sweep);
    }

    /// The connector of a definition. Cheap: nothing is opened before the first call.
    ///
    /// @param owner   whose connector it is; connections are never shared between owners
    /// @param secrets the values of the secrets that the definition names
    public Connector open(String owner, SqlConnector definition, Map<String, String> secrets) {
        return new SqlReader(definition, login(owner, definition, secrets), this::pool, clock);
    }

    /// Whether the database lets the connector in, holds it to reading, and takes each of its statements. Reads nothing.
    ///
    /// @param owner   as for [#open]
    /// @param secrets as for [#open]
    public ProbeResult prepare(String owner, SqlConnector definition, Map<String, String> secrets, Duration patience)
            throws InterruptedException {
        return new SqlTrial(definition, pool(login(owner, definition, secrets)), clock).run(patience);
    }

    private static DatabaseLogin login(String owner, SqlConnector definition, Map<String, String> secrets) {
        var reference = definition.password();
        @Nullable String password = reference == null ? null : secrets.get(reference.secret());
        return new DatabaseLogin(owner, definition.url(), definition.user(), password, definition.limits());
    }

    @Override
    public void close() {
        sweep.close();
        pools.values().forEach(ConnectionPool::close);
        pools.clear();
    }

    private ConnectionPool pool(DatabaseLogin login) {
        return pools.computeIfAbsent(login, key -> new ConnectionPool(key, hosts, clock));
    }

    private void sweep() {
        pools.values().forEach(ConnectionPool::closeIdle);
        pools.values().removeIf(ConnectionPool::closeIfUnused);
        sweep = clock.alarm(SWEEP, this::sweep);
    }
}
