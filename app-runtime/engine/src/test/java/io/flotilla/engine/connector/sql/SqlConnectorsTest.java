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
import io.flotilla.engine.connector.ConnectorOutcome;
import io.flotilla.engine.connector.ConnectorOutcome.Answered;
import io.flotilla.engine.connector.ConnectorOutcome.Failed;
import io.flotilla.engine.control.Cancellation;
import io.flotilla.engine.control.Fault;
import io.flotilla.engine.control.FaultCode;
import io.flotilla.engine.testing.ManualClock;
import io.flotilla.local.postgres.Postgres;
import io.flotilla.local.process.Folders;
import io.flotilla.local.process.Ports;
import io.flotilla.local.process.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlConnectorsTest {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();
    private static final ConnectorLimits LIMITS = new ConnectorLimits(Duration.ofSeconds(30), 3, 400);

    private static Path folder;
    private static Postgres postgres;
    private static Secrets secrets;

    private final ManualClock clock = new ManualClock();
    private final Cancellation cancellation = new Cancellation();
    private final SqlConnectors connectors = connectors(AddressPolicy.alsoAllowing(List.of("127.0.0.0/8")));

    @BeforeAll
    static void startDatabase() throws IOException, SQLException {
        folder = Files.createTempDirectory("flotilla-sql-");
        secrets = Secrets.in(folder.resolve("secrets"));
        postgres = new Postgres(folder.resolve("data"), folder.resolve("log"), Ports.free(1), false, secrets);
        postgres.start();
        try (var admin = admin();
                var statement = admin.createStatement()) {
            statement.execute("""
                    create table customer (id text primary key, name text, points integer, since timestamptz);
                    insert into customer values ('c-1', '李娜', 7, '2026-01-02 03:04:05.5+08'), ('c-2', 'Ann', 9, null);
                    create sequence ticket;
                    create function sneak() returns integer language plpgsql as
                        'begin insert into customer (id) values (''sneaked''); return 1; end'""");
        }
    }

    @AfterAll
    static void stopDatabase() {
        postgres.stop();
        Folders.delete(folder);
    }

    @AfterEach
    void close() {
        connectors.close();
    }

    @Test
    void readsOneRowByANamedParameter() {
        var statement = one("select name, points, since from customer where id = :id", Map.of("id", any()));

        assertThat(call(statement, "{\"id\": \"c-1\"}"))
                .hasToString("Answered[result={\"name\":\"李娜\",\"points\":7,\"since\":\"2026-01-01T19:04:05.500Z\"}]");
        assertThat(call(statement, "{\"id\": \"c-9\"}")).isEqualTo(new Answered(read("null")));
    }

    @Test
    void readsManyRows() {
        assertThat(call(many("select id from customer order by id"), "{}"))
                .isEqualTo(new Answered(read("[{\"id\": \"c-1\"}, {\"id\": \"c-2\"}]")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1::int2 | 1",
                "9223372036854775807 | 9223372036854775807",
                "12345678901234567890.10::numeric | 12345678901234567890.10",
                "'NaN'::numeric | \"NaN\"",
                "1.5::float8 | 1.5",
                "'-Infinity'::float4 | \"-Infinity\"",
                "true | true",
                "null::text | null",
                "'a''b' | \"a'b\"",
                "'0b5f9b6e-4f0a-4d5c-9d0e-000000000001'::uuid | \"0b5f9b6e-4f0a-4d5c-9d0e-000000000001\"",
                "'{\"a\": [1, {\"b\": null}]}'::jsonb | {\"a\": [1, {\"b\": null}]}",
                "'[1]'::json | [1]",
                "date '2026-02-03' | \"2026-02-03\"",
                "timestamp '2026-02-03 04:05:06' | \"2026-02-03T04:05:06\"",
                "timestamptz '2026-02-03 04:05:06+02' | \"2026-02-03T02:05:06Z\"",
                "'infinity'::timestamptz | \"infinity\"",
                "time '04:05:06' | \"04:05:06\"",
                "'\\xcafe'::bytea | \"yv4=\"",
                "array[1, null, 3] | [1, null, 3]",
                "array[[1, 2], [3, 4]] | [[1, 2], [3, 4]]",
                "array['a', 'b,c'] | [\"a\", \"b,c\"]",
                "array[0.10::numeric] | [0.10]",
                "array['{\"a\": 1}'::jsonb] | [{\"a\": 1}]",
                "array['2026-02-03 04:05:06+02'::timestamptz] | [\"2026-02-03T02:05:06Z\"]",
                "inet '10.0.0.1' | \"10.0.0.1\""
            })
    void writesEachTypeAsJson(String expression, String expected) {
        assertThat(call(one("select %s as v".formatted(expression), Map.of()), "{}"))
                .hasToString(new Answered(read("{\"v\": %s}".formatted(expected))).toString());
    }

    @Test
    void anArgumentIsAValueNeverAPieceOfTheStatement() {
        var statement = one("select :a as a, ':a' as text, 1::text as cast -- :b\n", Map.of("a", any()));

        assertThat(call(statement, "{\"a\": \"' or 1=1; drop table customer; --\"}"))
                .isEqualTo(new Answered(
                        read("{\"a\": \"' or 1=1; drop table customer; --\", \"text\": \":a\", \"cast\": \"1\"}")));
    }

    @Test
    void anArgumentTakesTheTypeTheStatementGivesIt() {
        var parameters = Map.of("n", any(), "list", any(), "flag", any(), "none", any(), "object", any());
        var statement = one(
                "select id from customer where points = :n and id = any(:list) and :flag and :none::text is null and :object::jsonb ? 'k'",
                parameters);
        var arguments =
                "{\"n\": 7, \"list\": [\"c-1\", \"x\\\"y\"], \"flag\": true, \"none\": null, \"object\": {\"k\": 1}}";

        assertThat(call(statement, arguments)).isEqualTo(new Answered(read("{\"id\": \"c-1\"}")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into customer (id) values ('x')",
                "update customer set name = 'x'",
                "delete from customer",
                "drop table customer",
                "with gone as (delete from customer returning id) select * from gone",
                "select sneak()",
                "select nextval('ticket')",
                "select * from customer for update",
                "select 1 as a into copy_of_customer",
                "select 1; drop table customer",
                "select 1; commit; drop table customer",
                "set transaction read write",
                "begin",
                "do 'begin null; end'",
                "copy customer to program 'id'",
                "",
                "-- nothing"
            })
    void neverWrites(String sql) throws SQLException {
        var fault = assertFault(call(one(sql, Map.of()), "{}"), FaultCode.CONNECTOR_DENIED);

        assertThat(fault.retryable()).isFalse();
        try (var admin = admin();
                var rows =
                        admin.createStatement().executeQuery("select count(*) from customer where name is not null")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(2);
        }
    }

    @Test
    void aStatementCannotTalkItsWayIntoWriting() {
        assertFault(
                call(one("select set_config('transaction_read_only', 'off', true), sneak()", Map.of()), "{}"),
                FaultCode.CONNECTOR_FAILED,
                FaultCode.CONNECTOR_DENIED);
        call(one("select set_config('default_transaction_read_only', 'off', false) as v", Map.of()), "{}");

        assertFault(call(one("select sneak()", Map.of()), "{}"), FaultCode.CONNECTOR_DENIED);
    }

    @Test
    void refusesMoreRowsOrBytesThanItsLimits() {
        assertThat(assertFault(call(many("select generate_series(1, 4)"), "{}"), FaultCode.CONNECTOR_FAILED)
                        .detail())
                .contains("3 rows");
        assertThat(assertFault(call(one("select repeat('x', 500) as v", Map.of()), "{}"), FaultCode.CONNECTOR_FAILED)
                        .detail())
                .contains("400 bytes");
        assertFault(call(one("select repeat('x', 50000000) as v", Map.of()), "{}"), FaultCode.CONNECTOR_FAILED);
        assertThat(call(many("select generate_series(1, 3) as v"), "{}")).isInstanceOf(Answered.class);
    }

    @Test
    void refusesARowThatIsNotOfTheDeclaredResult() {
        var statement = new SqlStatement(
                "select 'five' as points",
                Ordered.copyOf(Map.of()),
                read("{\"properties\": {\"points\": {\"type\": \"integer\"}}}"),
                Rows.ONE);

        assertThat(assertFault(call(statement, "{}"), FaultCode.CONNECTOR_FAILED)
                        .detail())
                .contains("/points")
                .doesNotContain("five");
    }

    @Test
    void refusesTwoColumnsOfOneName() {
        assertThat(assertFault(call(one("select 1 as a, 2 as a", Map.of()), "{}"), FaultCode.CONNECTOR_FAILED)
                        .detail())
                .contains("`a`");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"select * from nowhere", "select 1 / 0", "selec 1", "select 'x'::int"})
    void doesNotRepeatWhatTheDatabaseSays(String sql) {
        var outcome = call(one(sql, Map.of()), "{}");

        var fault = assertFault(outcome, FaultCode.CONNECTOR_FAILED, FaultCode.CONNECTOR_DENIED);
        assertThat(fault.retryable()).isFalse();
        assertThat(fault.detail()).doesNotContain("nowhere", "division", "selec ", "\"x\"");
    }

    @Test
    void aStatementThatTakesTooLongIsCancelledInTheDatabase() {
        var outcome = callAside("select pg_sleep(20) as late_one");
        awaitRunning("late_one", 1);

        clock.advance(LIMITS.timeout());

        assertThat(assertFault(outcome.join(), FaultCode.CONNECTOR_FAILED).retryable())
                .isTrue();
        awaitRunning("late_one", 0);
    }

    @Test
    void stoppingCancelsTheStatementInTheDatabase() {
        var outcome = callAside("select pg_sleep(20) as stopped_one");
        awaitRunning("stopped_one", 1);

        cancellation.cancel(new Fault(FaultCode.CANCELLED, "stop"));

        assertFault(outcome.join(), FaultCode.CANCELLED);
        awaitRunning("stopped_one", 0);
        assertThat(connector(LIMITS).call("op", read("{}"), new Cancellation())).isInstanceOf(Failed.class);
    }

    @Test
    void theDatabaseItselfEndsAStatementThatOverruns() {
        var limits = new ConnectorLimits(Duration.ofMillis(50), 3, 400);
        var definition = definition(one("select pg_sleep(20)", Map.of()), limits, postgres.jdbcUrl("postgres"));

        var outcome = open(definition).call("op", read("{}"), cancellation);

        assertFault(outcome, FaultCode.CONNECTOR_FAILED);
    }

    @Test
    void usesAConnectionAgainAndClosesItWhenNobodyNeedsIt() {
        var statement = one("select pg_backend_pid() as pid", Map.of());

        var first = call(statement, "{}");
        assertThat(call(statement, "{}")).isEqualTo(first);
        int pid = ((Answered) first).result().path("pid").asInt();

        clock.advance(Duration.ofMinutes(2));

        await().untilAsserted(() -> assertThat(count("select count(*) from pg_stat_activity where pid = " + pid))
                .isZero());
    }

    @Test
    void aBrokenConnectionIsNotUsedAgain() throws SQLException {
        var statement = one("select pg_backend_pid() as pid", Map.of());
        int pid = ((Answered) call(statement, "{}")).result().path("pid").asInt();
        try (var admin = admin();
                var kill = admin.createStatement()) {
            kill.execute("select pg_terminate_backend(%d)".formatted(pid));
        }
        await().untilAsserted(() -> assertThat(count("select count(*) from pg_stat_activity where pid = " + pid))
                .isZero());
        clock.advance(Duration.ofSeconds(2));

        assertThat(call(statement, "{}")).isInstanceOf(Answered.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:mem:x",
                "jdbc:postgresql:crm",
                "jdbc:postgresql://127.0.0.1/crm?socketFactory=java.lang.Object",
                "jdbc:postgresql://127.0.0.1/crm?sslfactory=evil.Factory",
                "jdbc:postgresql://127.0.0.1/crm?loggerFile=/tmp/x",
                "jdbc:postgresql://127.0.0.1/crm?sslmode=verify-full&authenticationPluginClassName=x",
                "jdbc:postgresql://127.0.0.1,10.0.0.1/crm",
                "jdbc:postgresql://user:pass@127.0.0.1/crm",
                "jdbc:postgresql://127.0.0.1:99999/crm",
                "jdbc:postgresql://10.0.0.1/crm",
                "jdbc:postgresql://169.254.169.254:80/crm",
                "jdbc:postgresql://[::1]/crm",
                "jdbc:postgresql://[::ffff:10.0.0.1]/crm",
                "jdbc:postgresql://2852039166/crm"
            })
    void reachesNoDatabaseThatIsNotAllowed(String url) {
        var outcome = open(definition(one("select 1", Map.of()), LIMITS, url)).call("op", read("{}"), cancellation);

        var fault = assertFault(outcome, FaultCode.CONNECTOR_DENIED);
        assertThat(fault.detail()).doesNotContain("10.0.0.1", "evil", "169.254");
    }

    @Test
    void loopbackIsDeniedUnlessTheOperatorAllowsIt() {
        try (var strict = connectors(AddressPolicy.publicOnly())) {
            var definition = definition(one("select 1", Map.of()), LIMITS, postgres.jdbcUrl("postgres"));

            assertFault(
                    strict.open("t", definition, Map.of()).call("op", read("{}"), cancellation),
                    FaultCode.CONNECTOR_DENIED);
        }
    }

    @Test
    void saysWhatKindOfFailureItIsToGetInAndNothingElse() {
        var statement = one("select 1", Map.of());
        var wrongPassword = connectors.open(
                "t", definition(statement, LIMITS, postgres.jdbcUrl("postgres")), Map.of("password", "wrong"));
        var nobodyThere =
                open(definition(statement, LIMITS, "jdbc:postgresql://127.0.0.1:%d/x".formatted(Ports.free(1))));
        var noSuchDatabase = open(definition(statement, LIMITS, postgres.jdbcUrl("nowhere")));

        assertThat(assertFault(wrongPassword.call("op", read("{}"), cancellation), FaultCode.CONNECTOR_FAILED)
                        .retryable())
                .isFalse();
        assertThat(assertFault(nobodyThere.call("op", read("{}"), cancellation), FaultCode.CONNECTOR_FAILED)
                        .retryable())
                .isTrue();
        assertThat(assertFault(noSuchDatabase.call("op", read("{}"), cancellation), FaultCode.CONNECTOR_FAILED)
                        .retryable())
                .isFalse();
        assertThat(new DatabaseLogin("t", "jdbc:x", "u", "s3cret", LIMITS).toString())
                .doesNotContain("s3cret", "jdbc");
    }

    private ConnectorOutcome call(SqlStatement statement, String arguments) {
        return open(definition(statement, LIMITS, postgres.jdbcUrl("postgres")))
                .call("op", read(arguments), cancellation);
    }

    private CompletableFuture<ConnectorOutcome> callAside(String sql) {
        return CompletableFuture.supplyAsync(() -> call(one(sql, Map.of()), "{}"), Thread::startVirtualThread)
                .orTimeout(30, TimeUnit.SECONDS);
    }

    private static void awaitRunning(String mark, int expected) {
        await().untilAsserted(() -> assertThat(count(
                        "select count(*) from pg_stat_activity where state = 'active' and pid <> pg_backend_pid() and query like '%%%s%%'"
                                .formatted(mark)))
                .isEqualTo(expected));
    }

    private static int count(String sql) throws SQLException {
        try (var admin = admin();
                var rows = admin.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private io.flotilla.engine.connector.Connector connector(ConnectorLimits limits) {
        return open(
                definition(one("select pg_sleep(-1) from nowhere", Map.of()), limits, postgres.jdbcUrl("postgres")));
    }

    private io.flotilla.engine.connector.Connector open(SqlConnector definition) {
        return connectors.open("tenant", definition, Map.of("password", secrets.get(Postgres.SUPERUSER)));
    }

    private SqlConnectors connectors(AddressPolicy policy) {
        return new SqlConnectors(new GuardedLookup(policy, HostLookup.SYSTEM), clock);
    }

    private static SqlConnector definition(SqlStatement statement, ConnectorLimits limits, String url) {
        return new SqlConnector(
                url, Postgres.SUPERUSER, new SecretRef("password"), Ordered.copyOf(Map.of("op", statement)), limits);
    }

    private static SqlStatement one(String sql, Map<String, JsonNode> parameters) {
        return new SqlStatement(sql, Ordered.copyOf(parameters), null, Rows.ONE);
    }

    private static SqlStatement many(String sql) {
        return new SqlStatement(sql, Ordered.copyOf(Map.of()), null, Rows.MANY);
    }

    private static Fault assertFault(ConnectorOutcome outcome, FaultCode... codes) {
        assertThat(outcome).isInstanceOf(Failed.class);
        var fault = ((Failed) outcome).fault();
        assertThat(codes).as(fault.toString()).contains(fault.code());
        return fault;
    }

    private static Connection admin() throws SQLException {
        return DriverManager.getConnection(
                postgres.jdbcUrl("postgres"), Postgres.SUPERUSER, secrets.get(Postgres.SUPERUSER));
    }

    private static JsonNode any() {
        return read("{}");
    }

    private static JsonNode read(@Nullable String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
