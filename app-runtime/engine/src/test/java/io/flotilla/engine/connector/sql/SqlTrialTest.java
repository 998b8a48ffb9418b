package io.flotilla.engine.connector.sql;

import static io.flotilla.engine.connector.sql.SqlBench.LIMITS;
import static io.flotilla.engine.connector.sql.SqlBench.definition;
import static io.flotilla.engine.connector.sql.SqlBench.one;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.flotilla.app.connector.SqlConnector;
import io.flotilla.app.connector.SqlStatement;
import io.flotilla.app.definition.Ordered;
import io.flotilla.engine.probe.ProbeResult;
import io.flotilla.engine.probe.ProbeResult.Check;
import io.flotilla.engine.testing.TestDatabase;
import io.flotilla.local.postgres.Postgres;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlTrialTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SqlBench bench = new SqlBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aConnectorWhoseStatementsAreTakenWorks() throws Exception {
        var result = run(
                definition(one("select relname from pg_class where relname = :name", Map.of()), LIMITS, SqlBench.URL));

        assertThat(result.reason()).isEqualTo("ok");
        assertThat(result.checks())
                .extracting(Check::name, Check::works)
                .containsExactly(tuple("read-only", true), tuple("op", true));
    }

    @Test
    void eachStatementThatIsNotTakenIsNamed() throws Exception {
        var statements = new LinkedHashMap<String, SqlStatement>();
        statements.put("noTable", one("select 1 from never_was", Map.of()));
        statements.put("noColumn", one("select never_was from pg_class", Map.of()));
        statements.put("noSql", one("select from where", Map.of()));
        statements.put("writes", one("delete from pg_class", Map.of()));
        statements.put("good", one("select 1", Map.of()));
        var whole = definition(one("select 1", Map.of()), LIMITS, SqlBench.URL);

        var result = run(new SqlConnector(
                whole.url(), whole.user(), whole.password(), Ordered.copyOf(statements), whole.limits()));

        assertThat(result.works()).isFalse();
        assertThat(result.reason()).isEqualTo("statement-refused");
        assertThat(result.checks())
                .extracting(Check::name, Check::works)
                .containsExactly(
                        tuple("read-only", true),
                        tuple("noTable", false),
                        tuple("noColumn", false),
                        tuple("noSql", false),
                        tuple("writes", false),
                        tuple("good", true));
    }

    @Test
    void aStatementIsDescribedAndNotRun() throws Exception {
        var result = run(definition(one("select pg_sleep(3600)", Map.of()), LIMITS, SqlBench.URL));

        assertThat(result.works()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "never_was | right | unknown-database",
                "postgres  | wrong | unauthorized",
            })
    void tellsWhyItIsNotLetIn(String database, String password, String reason) throws Exception {
        var url = TestDatabase.get().url(database);
        var secret = password.equals("right") ? TestDatabase.get().password(Postgres.SUPERUSER) : "guess";

        var result = bench.connectors.prepare(
                "tenant", definition(one("select 1", Map.of()), LIMITS, url), Map.of("password", secret), PATIENCE);

        assertThat(result.reason()).isEqualTo(reason);
    }

    @Test
    void tellsWhyNobodyAnswers() throws Exception {
        int free;
        try (var socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertThat(reason("jdbc:postgresql://127.0.0.1:%d/x".formatted(free))).isEqualTo("refused");
        assertThat(reason("jdbc:postgresql://nowhere.invalid/x")).isEqualTo("unknown-host");
        assertThat(reason("jdbc:postgresql://10.0.0.1/x")).isEqualTo("address-denied");
    }

    private String reason(String url) throws InterruptedException {
        return run(definition(one("select 1", Map.of()), LIMITS, url)).reason();
    }

    private ProbeResult run(SqlConnector definition) throws InterruptedException {
        var password = TestDatabase.get().password(Postgres.SUPERUSER);
        return bench.connectors.prepare("tenant", definition, Map.of("password", password), PATIENCE);
    }
}
