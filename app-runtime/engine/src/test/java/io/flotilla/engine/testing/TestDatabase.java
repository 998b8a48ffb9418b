package io.flotilla.engine.testing;

import io.flotilla.local.postgres.Databases;
import io.flotilla.local.postgres.Postgres;
import io.flotilla.local.process.Folders;
import io.flotilla.local.process.Ports;
import io.flotilla.local.process.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// A PostgreSQL server in a temporary folder, started once for all tests of this JVM.
public final class TestDatabase {
    private static final TestDatabase RUNNING = start();

    private final Postgres server;
    private final Secrets secrets;

    private TestDatabase(Postgres server, Secrets secrets) {
        this.server = server;
        this.secrets = secrets;
    }

    public static TestDatabase get() {
        return RUNNING;
    }

    public String url(String database) {
        return server.jdbcUrl(database);
    }

    /// The password of a role.
    public String password(String role) {
        return secrets.get(role);
    }

    /// Makes databases and roles.
    public Databases databases() {
        return new Databases(server, secrets);
    }

    /// A connection that may do everything, to the maintenance database.
    public Connection admin() throws SQLException {
        return DriverManager.getConnection(url("postgres"), Postgres.SUPERUSER, password(Postgres.SUPERUSER));
    }

    private static TestDatabase start() {
        try {
            var folder = Files.createTempDirectory("flotilla-engine-");
            var secrets = Secrets.in(folder.resolve("secrets"));
            var server = new Postgres(folder.resolve("data"), folder.resolve("log"), Ports.free(1), false, secrets);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                server.stop();
                Folders.delete(folder);
            }));
            server.start();
            return new TestDatabase(server, secrets);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start PostgreSQL", e);
        }
    }
}
