package io.flotilla.engine.connector.sql;

import static io.flotilla.engine.connector.sql.SqlBench.any;
import static io.flotilla.engine.connector.sql.SqlBench.assertFault;
import static io.flotilla.engine.connector.sql.SqlBench.many;
import static io.flotilla.engine.connector.sql.SqlBench.one;
import static io.flotilla.engine.connector.sql.SqlBench.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.flotilla.app.connector.SqlStatement;
import io.flotilla.app.connector.SqlStatement.Rows;
import io.flotilla.app.definition.Ordered;
import io.flotilla.engine.connector.ConnectorOutcome.Answered;
import io.flotilla.engine.control.FaultCode;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a statement yields, and how its arguments get in.
class SqlReadTest {
    private final SqlBench bench = new SqlBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void readsOneRowByANamedParameter() {
        var statement = one("select name, points, since from customer where id = :id", Map.of("id", any()));

        assertThat(bench.call(statement, "{\"id\": \"c-1\"}"))
                .hasToString("Answered[result={\"name\":\"李娜\",\"points\":7,\"since\":\"2026-01-01T19:04:05.500Z\"}]");
        assertThat(bench.call(statement, "{\"id\": \"c-9\"}")).isEqualTo(new Answered(read("null")));
    }

    @Test
    void readsManyRows() {
        assertThat(bench.call(many("select id from customer order by id"), "{}"))
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
        assertThat(bench.call(one("select %s as v".formatted(expression), Map.of()), "{}"))
                .hasToString(new Answered(read("{\"v\": %s}".formatted(expected))).toString());
    }

    @Test
    void anArgumentIsAValueNeverAPieceOfTheStatement() {
        var statement = one("select :a as a, ':a' as text, 1::text as cast -- :b\n", Map.of("a", any()));

        assertThat(bench.call(statement, "{\"a\": \"' or 1=1; drop table customer; --\"}"))
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

        assertThat(bench.call(statement, arguments)).isEqualTo(new Answered(read("{\"id\": \"c-1\"}")));
    }

    @Test
    void refusesMoreRowsOrBytesThanItsLimits() {
        assertThat(assertFault(bench.call(many("select generate_series(1, 4)"), "{}"), FaultCode.CONNECTOR_FAILED)
                        .detail())
                .contains("3 rows");
        assertThat(assertFault(
                                bench.call(one("select repeat('x', 500) as v", Map.of()), "{}"),
                                FaultCode.CONNECTOR_FAILED)
                        .detail())
                .contains("400 bytes");
        assertFault(bench.call(one("select repeat('x', 50000000) as v", Map.of()), "{}"), FaultCode.CONNECTOR_FAILED);
        assertThat(bench.call(many("select generate_series(1, 3) as v"), "{}")).isInstanceOf(Answered.class);
    }

    @Test
    void refusesARowThatIsNotOfTheDeclaredResult() {
        var statement = new SqlStatement(
                "select 'five' as points",
                Ordered.copyOf(Map.of()),
                read("{\"properties\": {\"points\": {\"type\": \"integer\"}}}"),
                Rows.ONE);

        assertThat(assertFault(bench.call(statement, "{}"), FaultCode.CONNECTOR_FAILED)
                        .detail())
                .contains("/points")
                .doesNotContain("five");
    }

    @Test
    void refusesTwoColumnsOfOneName() {
        assertThat(assertFault(bench.call(one("select 1 as a, 2 as a", Map.of()), "{}"), FaultCode.CONNECTOR_FAILED)
                        .detail())
                .contains("`a`");
    }
}
