package io.flotilla.engine.connector.sql;

import static io.flotilla.engine.connector.sql.SqlBench.LIMITS;
import static io.flotilla.engine.connector.sql.SqlBench.assertFault;
import static io.flotilla.engine.connector.sql.SqlBench.definition;
import static io.flotilla.engine.connector.sql.SqlBench.one;
import static io.flotilla.engine.connector.sql.SqlBench.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.flotilla.engine.address.AddressPolicy;
import io.flotilla.engine.control.FaultCode;
import io.flotilla.engine.testing.TestDatabase;
import io.flotilla.local.process.Ports;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a connector must never do: write, reach where it may not, say too much.
class SqlSafetyTest {
    private final SqlBench bench = new SqlBench();

    @AfterEach
    void close() {
        bench.close();
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
        var fault = assertFault(bench.call(one(sql, Map.of()), "{}"), FaultCode.CONNECTOR_DENIED);

        assertThat(fault.retryable()).isFalse();
        try (var admin = TestDatabase.get().admin();
                var rows =
                        admin.createStatement().executeQuery("select count(*) from customer where name is not null")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(2);
        }
    }

    @Test
    void aStatementCannotTalkItsWayIntoWriting() {
        assertFault(
                bench.call(one("select set_config('transaction_read_only', 'off', true), sneak()", Map.of()), "{}"),
                FaultCode.CONNECTOR_FAILED,
                FaultCode.CONNECTOR_DENIED);
        bench.call(one("select set_config('default_transaction_read_only', 'off', false) as v", Map.of()), "{}");

        assertFault(bench.call(one("select sneak()", Map.of()), "{}"), FaultCode.CONNECTOR_DENIED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"select * from nowhere", "select 1 / 0", "selec 1", "select 'x'::int"})
    void doesNotRepeatWhatTheDatabaseSays(String sql) {
        var outcome = bench.call(one(sql, Map.of()), "{}");

        var fault = assertFault(outcome, FaultCode.CONNECTOR_FAILED, FaultCode.CONNECTOR_DENIED);
        assertThat(fault.retryable()).isFalse();
        assertThat(fault.detail()).doesNotContain("nowhere", "division", "selec ", "\"x\"");
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
        var outcome = bench.open(definition(one("select 1", Map.of()), LIMITS, url))
                .call("op", read("{}"), bench.cancellation);

        var fault = assertFault(outcome, FaultCode.CONNECTOR_DENIED);
        assertThat(fault.detail()).doesNotContain("10.0.0.1", "evil", "169.254");
    }

    @Test
    void loopbackIsDeniedUnlessTheOperatorAllowsIt() {
        try (var strict = bench.connectors(AddressPolicy.publicOnly())) {
            var definition = definition(one("select 1", Map.of()), LIMITS, SqlBench.URL);

            assertFault(
                    strict.open("t", definition, Map.of()).call("op", read("{}"), bench.cancellation),
                    FaultCode.CONNECTOR_DENIED);
        }
    }

    @Test
    void saysWhatKindOfFailureItIsToGetInAndNothingElse() {
        var statement = one("select 1", Map.of());
        var wrongPassword =
                bench.connectors.open("t", definition(statement, LIMITS, SqlBench.URL), Map.of("password", "wrong"));
        var nobodyThere =
                bench.open(definition(statement, LIMITS, "jdbc:postgresql://127.0.0.1:%d/x".formatted(Ports.free(1))));
        var noSuchDatabase =
                bench.open(definition(statement, LIMITS, TestDatabase.get().url("nowhere")));

        assertThat(assertFault(wrongPassword.call("op", read("{}"), bench.cancellation), FaultCode.CONNECTOR_FAILED)
                        .retryable())
                .isFalse();
        assertThat(assertFault(nobodyThere.call("op", read("{}"), bench.cancellation), FaultCode.CONNECTOR_FAILED)
                        .retryable())
                .isTrue();
        assertThat(assertFault(noSuchDatabase.call("op", read("{}"), bench.cancellation), FaultCode.CONNECTOR_FAILED)
                        .retryable())
                .isFalse();
        assertThat(new DatabaseLogin("t", "jdbc:x", "u", "s3cret", LIMITS).toString())
                .doesNotContain("s3cret", "jdbc");
    }
}
