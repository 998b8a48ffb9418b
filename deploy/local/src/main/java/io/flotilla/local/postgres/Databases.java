package io.flotilla.local.postgres;

import io.flotilla.local.process.Secrets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;

/// Databases and login roles of one server, made when they are missing. Every role's password is the secret of the same
/// name.
public final class Databases {
    /// Owns the tables: migrations run as it.
    public static final String OWNER = "flotilla_owner";
    /// Serves tenants: owns nothing, row-level security holds for it.
    public static final String APP = "flotilla_app";
    /// Projections, takeover, feeders: what it may do, a policy grants.
    public static final String PROJECTION = "flotilla_projection";
    /// The platform's database.
    public static final String FLOTILLA = "flotilla";

    private final Postgres server;
    private final Secrets secrets;

    public Databases(Postgres server, Secrets secrets) {
        this.server = server;
        this.secrets = secrets;
    }

    /// The platform's roles and its empty database.
    public void prepareFlotilla() {
        prepare(FLOTILLA, OWNER);
        for (String role : List.of(APP, PROJECTION)) {
            role(role);
            execute("postgres", "grant connect on database " + FLOTILLA + " to " + role);
        }
    }

    /// A database nobody but its owner and those it lets in can connect to.
    public void prepare(String database, String owner) {
        role(owner);
        if (!exists("select from pg_database where datname = ?", database)) {
            execute("postgres", "create database %s owner %s".formatted(database, owner));
        }
        execute("postgres", "revoke all on database " + database + " from public");
    }

    /// A login role without any privilege of its own.
    public void role(String role) {
        var password = secrets.get(role);
        var verb = exists("select from pg_roles where rolname = ?", role) ? "alter" : "create";
        execute(
                "postgres",
                "%s role %s login nosuperuser nocreatedb nocreaterole nobypassrls password '%s'"
                        .formatted(verb, role, password));
    }

    /// Whether the query, asked of the maintenance database, finds a row.
    public boolean exists(String query, String argument) {
        try (var connection = connect("postgres");
                var statement = connection.prepareStatement(query)) {
            statement.setString(1, argument);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the database refused: " + query, e);
        }
    }

    /// Runs a script as the superuser.
    public void execute(String database, String script) {
        try (var connection = connect(database);
                var statement = connection.createStatement()) {
            statement.execute(script);
        } catch (SQLException e) {
            throw new IllegalStateException("the database refused a script: " + e.getMessage(), e);
        }
    }

    private Connection connect(String database) throws SQLException {
        // Not by DriverManager: it looks at the caller's class loader, which differs between tests
        var source = new PGSimpleDataSource();
        source.setUrl(server.jdbcUrl(database));
        source.setUser(Postgres.SUPERUSER);
        source.setPassword(secrets.get(Postgres.SUPERUSER));
        return source.getConnection();
    }
}
