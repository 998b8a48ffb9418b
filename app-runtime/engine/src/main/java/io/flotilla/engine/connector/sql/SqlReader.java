package io.flotilla.engine.connector.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import io.flotilla.app.connector.SqlConnector;
import io.flotilla.app.connector.SqlParameters;
import io.flotilla.app.connector.SqlStatement;
import io.flotilla.engine.address.AddressDenied;
import io.flotilla.engine.connector.CallFailed;
import io.flotilla.engine.connector.CheckedOperation;
import io.flotilla.engine.connector.Connector;
import io.flotilla.engine.connector.ConnectorOutcome;
import io.flotilla.engine.control.Cancellation;
import io.flotilla.engine.control.Fault;
import io.flotilla.engine.control.FaultCode;
import io.flotilla.engine.control.RunClock;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// One database connector.
final class SqlReader implements Connector {
    private static final Set<String> READING = Set.of("select", "with", "values", "table");
    private static final int FETCH = 100;

    private final SqlConnector definition;
    private final DatabaseLogin login;
    private final Function<DatabaseLogin, ConnectionPool> pools;
    private final RunClock clock;
    private final Map<String, CheckedOperation<SqlStatement>> statements = new ConcurrentHashMap<>();

    SqlReader(
            SqlConnector definition,
            DatabaseLogin login,
            Function<DatabaseLogin, ConnectionPool> pools,
            RunClock clock) {
        this.definition = definition;
        this.login = login;
        this.pools = pools;
        this.clock = clock;
    }

    @Override
    public ConnectorOutcome call(String operation, JsonNode arguments, Cancellation cancellation) {
        try (var watch = new StatementWatch(clock, definition.limits().timeout());
                var _ = cancellation.onCancel(watch::stop)) {
            try {
                var statement = statement(operation);
                return new ConnectorOutcome.Answered(read(statement, statement.arguments(arguments), watch));
            } catch (CallFailed e) {
                return new ConnectorOutcome.Failed(e.fault());
            } catch (AddressDenied e) {
                return failed(
                        FaultCode.CONNECTOR_DENIED, "the connector's host leads to an address that is not allowed");
            } catch (UnknownHostException e) {
                return failed(FaultCode.CONNECTOR_FAILED, "the connector's database cannot be reached");
            } catch (SQLException e) {
                if (cancellation.isCancelled()) return failed(FaultCode.CANCELLED, "the call was stopped");
                return new ConnectorOutcome.Failed(SqlFaults.of(e, watch.timedOut()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return failed(FaultCode.CANCELLED, "the call was stopped");
            }
        }
    }

    private CheckedOperation<SqlStatement> statement(String operation) throws CallFailed {
        var known = statements.get(operation);
        if (known != null) return known;
        var statement = definition.statements().get(operation);
        if (statement == null) {
            throw new CallFailed(
                    FaultCode.CONNECTOR_DENIED, "the connector has no operation `%s`".formatted(operation));
        }
        var checked = new CheckedOperation<>(statement);
        statements.put(operation, checked);
        return checked;
    }

    private JsonNode read(
            CheckedOperation<SqlStatement> statement, Map<String, JsonNode> arguments, StatementWatch watch)
            throws SQLException, CallFailed, UnknownHostException, InterruptedException {
        var parsed = SqlParameters.parse(statement.operation().sql());
        if (parsed.statements() != 1 || !reads(parsed.jdbc())) {
            throw new CallFailed(
                    FaultCode.CONNECTOR_DENIED, "a connector runs exactly one statement, and only one that reads");
        }
        var pool = pools.apply(login);
        var connection = Borrowing.from(pool, definition.limits().timeout(), watch.stopped());
        if (connection == null) {
            throw new CallFailed(FaultCode.CONNECTOR_FAILED, "all connections of the connector are busy");
        }
        boolean clean = false;
        try {
            try (var prepared = connection.prepareStatement(parsed.jdbc())) {
                watch.watch(connection, prepared);
                bind(prepared, parsed, arguments);
                var result = rows(statement, prepared);
                clean = watch.release();
                return result;
            } finally {
                clean = (watch.release() || clean) && rollBack(connection);
            }
        } finally {
            if (clean) pool.giveBack(connection);
            else pool.drop(connection);
        }
    }

    private JsonNode rows(CheckedOperation<SqlStatement> statement, PreparedStatement prepared)
            throws SQLException, CallFailed {
        var limits = definition.limits();
        boolean one = statement.operation().rows() == SqlStatement.Rows.ONE;
        prepared.setMaxRows(one ? 1 : limits.maxRows() + 1);
        prepared.setFetchSize(FETCH);
        try (ResultSet rows = prepared.executeQuery()) {
            var reader = new RowReader(rows);
            var list = JsonNodeFactory.instance.arrayNode();
            long bytes = 0;
            while (rows.next()) {
                var row = reader.row();
                bytes += row.toString().getBytes(StandardCharsets.UTF_8).length;
                if (bytes > limits.maxBytes()) throw tooMuch("%d bytes".formatted(limits.maxBytes()));
                statement.checkResult(row);
                if (one) return row;
                if (list.size() == limits.maxRows()) throw tooMuch("%d rows".formatted(limits.maxRows()));
                list.add(row);
            }
            return one ? NullNode.getInstance() : list;
        }
    }

    private static void bind(PreparedStatement prepared, SqlParameters parsed, Map<String, JsonNode> arguments)
            throws SQLException, CallFailed {
        int position = 0;
        for (String name : parsed.positions()) {
            var value = arguments.get(name);
            if (value == null) {
                throw new CallFailed(
                        FaultCode.CONNECTOR_DENIED, "the statement's `:%s` is not a parameter".formatted(name));
            }
            if (value.isNull()) prepared.setNull(++position, Types.NULL);
            else prepared.setString(++position, SqlText.of(value));
        }
    }

    static boolean reads(String sql) {
        int begin = 0;
        while (begin < sql.length() && (Character.isWhitespace(sql.charAt(begin)) || sql.charAt(begin) == '(')) begin++;
        var word = SqlText.firstWord(sql.substring(begin)).toLowerCase(Locale.ROOT);
        return READING.contains(word);
    }

    static boolean rollBack(Connection connection) {
        try {
            connection.rollback();
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private static CallFailed tooMuch(String cap) {
        return new CallFailed(
                new Fault(FaultCode.CONNECTOR_FAILED, "the connector's answer is larger than its limit of " + cap)
                        .lasting());
    }

    private static ConnectorOutcome failed(FaultCode code, String detail) {
        return new ConnectorOutcome.Failed(new Fault(code, detail));
    }
}
