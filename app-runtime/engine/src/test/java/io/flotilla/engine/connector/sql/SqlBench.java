package io.flotilla.engine.connector.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.flotilla.app.connector.ConnectorLimits;
import io.flotilla.app.connector.SecretRef;
import io.flotilla.app.connector.SqlConnector;
import io.flotilla.app.connector.SqlStatement;
import io.flotilla.app.connector.SqlStatement.Rows;
import io.flotilla.app.definition.Ordered;
import io.flotilla.engine.address.AddressPolicy;
import io.flotilla.engine.address.GuardedLookup;
import io.flotilla.engine.address.HostLookup;
import io.flotilla.engine.connector.Connector;
import io.flotilla.engine.connector.ConnectorOutcome;
import io.flotilla.engine.control.Cancellation;
import io.flotilla.engine.control.Fault;
import io.flotilla.engine.control.FaultCode;
import io.flotilla.engine.testing.ManualClock;
import io.flotilla.engine.testing.TestDatabase;
import io.flotilla.local.postgres.Postgres;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A database with two customers, and connectors that may reach it.
final class SqlBench {
    static final ConnectorLimits LIMITS = new ConnectorLimits(Duration.ofSeconds(30), 3, 400);
    static final String URL = TestDatabase.get().url("postgres");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();

    static {
        fill();
    }

    final ManualClock clock = new ManualClock();
    final Cancellation cancellation = new Cancellation();
    final SqlConnectors connectors = connectors(AddressPolicy.alsoAllowing(List.of("127.0.0.0/8")));

    ConnectorOutcome call(SqlStatement statement, String arguments) {
        return open(definition(statement, LIMITS, URL)).call("op", read(arguments), cancellation);
    }

    CompletableFuture<ConnectorOutcome> callAside(String sql) {
        return CompletableFuture.supplyAsync(() -> call(one(sql, Map.of()), "{}"), Thread::startVirtualThread)
                .orTimeout(30, TimeUnit.SECONDS);
    }

    Connector open(SqlConnector definition) {
        var password = TestDatabase.get().password(Postgres.SUPERUSER);
        return connectors.open("tenant", definition, Map.of("password", password));
    }

    SqlConnectors connectors(AddressPolicy policy) {
        return new SqlConnectors(new GuardedLookup(policy, HostLookup.SYSTEM), clock);
    }

    void close() {
        connectors.close();
    }

    static SqlConnector definition(SqlStatement statement, ConnectorLimits limits, String url) {
        var statements = Ordered.copyOf(Map.of("op", statement));
        return new SqlConnector(url, Postgres.SUPERUSER, new SecretRef("password"), statements, limits);
    }

    static SqlStatement one(String sql, Map<String, JsonNode> parameters) {
        return new SqlStatement(sql, Ordered.copyOf(parameters), null, Rows.ONE);
    }

    static SqlStatement many(String sql) {
        return new SqlStatement(sql, Ordered.copyOf(Map.of()), null, Rows.MANY);
    }

    static Fault assertFault(ConnectorOutcome outcome, FaultCode... codes) {
        assertThat(outcome).isInstanceOf(ConnectorOutcome.Failed.class);
        var fault = ((ConnectorOutcome.Failed) outcome).fault();
        assertThat(codes).as(fault.toString()).contains(fault.code());
        return fault;
    }

    /// Waits until so many statements with this mark run in the database.
    static void awaitRunning(String mark, int expected) {
        await().untilAsserted(() -> assertThat(count("""
                        select count(*) from pg_stat_activity
                        where state = 'active' and pid <> pg_backend_pid() and query like '%%%s%%'""".formatted(mark))).isEqualTo(expected));
    }

    static int count(String sql) throws SQLException {
        try (var admin = TestDatabase.get().admin();
                var rows = admin.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    static JsonNode any() {
        return read("{}");
    }

    static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    private static void fill() {
        try (var admin = TestDatabase.get().admin();
                var statement = admin.createStatement()) {
            statement.execute("""
                    create table customer (id text primary key, name text, points integer, since timestamptz);
                    insert into customer values ('c-1', '李娜', 7, '2026-01-02 03:04:05.5+08'), ('c-2', 'Ann', 9, null);
                    create sequence ticket;
                    create function sneak() returns integer language plpgsql as
                        'begin insert into customer (id) values (''sneaked''); return 1; end'""");
        } catch (SQLException e) {
            throw new IllegalStateException("cannot fill the database", e);
        }
    }
}
