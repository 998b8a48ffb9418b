package io.flotilla.engine.connector.sql;

import io.flotilla.app.connector.SqlConnector;
import io.flotilla.engine.address.GuardedLookup;
import io.flotilla.engine.connector.Connector;
import io.flotilla.engine.control.Registration;
import io.flotilla.engine.control.RunClock;
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
        var reference = definition.password();
        @Nullable String password = reference == null ? null : secrets.get(reference.secret());
        var login = new DatabaseLogin(owner, definition.url(), definition.user(), password, definition.limits());
        return new SqlReader(definition, login, this::pool, clock);
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
