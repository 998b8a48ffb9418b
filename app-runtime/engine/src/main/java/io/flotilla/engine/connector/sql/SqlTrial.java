package io.flotilla.engine.connector.sql;

import io.flotilla.app.connector.SqlConnector;
import io.flotilla.app.connector.SqlParameters;
import io.flotilla.engine.connector.CallFailed;
import io.flotilla.engine.control.RunClock;
import io.flotilla.engine.probe.ProbeResult;
import io.flotilla.engine.probe.ProbeResult.Check;
import io.flotilla.engine.probe.Unreached;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Tries a database connector out without reading a row: the server is asked to describe each statement.
record SqlTrial(SqlConnector definition, ConnectionPool pool, RunClock clock) {
    ProbeResult run(Duration patience) throws InterruptedException {
        try (var watch = new StatementWatch(clock, patience)) {
            try {
                var connection = Borrowing.from(pool, patience, watch.stopped());
                if (connection == null) return ProbeResult.fails("busy", "All connections of the connector are busy.");
                return onward(connection, watch);
            } catch (CallFailed e) {
                return ProbeResult.fails("invalid-url", "The JDBC URL is not one that a connector can use.");
            } catch (UnknownHostException e) {
                return Unreached.because(e);
            } catch (SQLException e) {
                return watch.timedOut() ? Unreached.late() : refused(e);
            }
        }
    }

    private ProbeResult onward(Connection connection, StatementWatch watch) throws SQLException {
        boolean clean = false;
        try {
            var checks = new ArrayList<Check>();
            checks.add(readOnly(connection, watch));
            for (var statement : definition.statements().entrySet()) {
                checks.add(described(
                        connection,
                        watch,
                        statement.getKey(),
                        statement.getValue().sql()));
            }
            clean = SqlReader.rollBack(connection) && watch.release();
            return watch.timedOut() ? Unreached.late() : verdict(checks);
        } finally {
            if (clean) pool.giveBack(connection);
            else pool.drop(connection);
        }
    }

    private static Check readOnly(Connection connection, StatementWatch watch) throws SQLException {
        try (var asked = connection.prepareStatement("select current_setting('transaction_read_only')")) {
            watch.watch(connection, asked);
            try (var row = asked.executeQuery()) {
                boolean on = row.next() && "on".equals(row.getString(1));
                return new Check(
                        "read-only", on, on ? "The database holds the connector to reading." : "It could write.");
            }
        }
    }

    private static Check described(Connection connection, StatementWatch watch, String name, String sql)
            throws SQLException {
        var parsed = SqlParameters.parse(sql);
        if (parsed.statements() != 1 || !SqlReader.reads(parsed.jdbc())) {
            return new Check(name, false, "A connector runs exactly one statement, and only one that reads.");
        }
        try (var statement = connection.prepareStatement(parsed.jdbc())) {
            watch.watch(connection, statement);
            statement.getMetaData();
            return new Check(name, true, "The database takes the statement.");
        } catch (SQLException e) {
            if (watch.timedOut() || !SqlReader.rollBack(connection)) throw e;
            return new Check(name, false, whatIsWrong(e));
        }
    }

    private static ProbeResult verdict(List<Check> checks) {
        long failed = checks.stream().filter(check -> !check.works()).count();
        if (failed == 0) {
            return new ProbeResult(true, "ok", "The database lets the connector in and takes its statements.", checks);
        }
        return new ProbeResult(
                false,
                "statement-refused",
                failed == 1
                        ? "One thing does not work: see the checks."
                        : "%d things do not work: see the checks.".formatted(failed),
                checks);
    }

    private static ProbeResult refused(SQLException error) {
        var state = state(error);
        if (state.startsWith("28"))
            return ProbeResult.fails("unauthorized", "The database does not accept user and password.");
        if (state.equals("3D000")) return ProbeResult.fails("unknown-database", "There is no database of that name.");
        if (state.equals("53300")) return ProbeResult.fails("busy", "The database has no connection left.");
        return Unreached.because(error);
    }

    /// The database's own words are not passed on: they quote statements and data.
    private static String whatIsWrong(SQLException error) {
        return switch (state(error)) {
            case "42P01" -> "The statement names a table that is not there, or not on the search path.";
            case "42703" -> "The statement names a column that is not there.";
            case "42883" -> "The statement uses a function or an operator that does not fit its arguments.";
            case "42501" -> "The user may not read what the statement reads.";
            case "42601" -> "The statement is no SQL that the database understands.";
            default -> "The database does not accept the statement (SQLSTATE %s).".formatted(state(error));
        };
    }

    private static String state(SQLException error) {
        return error.getSQLState() == null ? "" : error.getSQLState();
    }
}
