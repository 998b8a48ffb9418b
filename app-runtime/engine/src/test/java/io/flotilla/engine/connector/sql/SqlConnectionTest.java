package io.flotilla.engine.connector.sql;

import static io.flotilla.engine.connector.sql.SqlBench.LIMITS;
import static io.flotilla.engine.connector.sql.SqlBench.assertFault;
import static io.flotilla.engine.connector.sql.SqlBench.awaitRunning;
import static io.flotilla.engine.connector.sql.SqlBench.count;
import static io.flotilla.engine.connector.sql.SqlBench.definition;
import static io.flotilla.engine.connector.sql.SqlBench.one;
import static io.flotilla.engine.connector.sql.SqlBench.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flotilla.app.connector.ConnectorLimits;
import io.flotilla.engine.connector.ConnectorOutcome.Answered;
import io.flotilla.engine.control.Cancellation;
import io.flotilla.engine.control.Fault;
import io.flotilla.engine.control.FaultCode;
import io.flotilla.engine.testing.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Time limits, being stopped, and connections that are used again.
class SqlConnectionTest {
    private final SqlBench bench = new SqlBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aStatementThatTakesTooLongIsCancelledInTheDatabase() {
        var outcome = bench.callAside("select pg_sleep(20) as late_one");
        awaitRunning("late_one", 1);

        bench.clock.advance(LIMITS.timeout());

        assertThat(assertFault(outcome.join(), FaultCode.CONNECTOR_FAILED).retryable())
                .isTrue();
        awaitRunning("late_one", 0);
    }

    @Test
    void stoppingCancelsTheStatementInTheDatabase() {
        var outcome = bench.callAside("select pg_sleep(20) as stopped_one");
        awaitRunning("stopped_one", 1);

        bench.cancellation.cancel(new Fault(FaultCode.CANCELLED, "stop"));

        assertFault(outcome.join(), FaultCode.CANCELLED);
        awaitRunning("stopped_one", 0);
        assertThat(bench.open(definition(one("select 1", Map.of()), LIMITS, SqlBench.URL))
                        .call("op", read("{}"), new Cancellation()))
                .isInstanceOf(Answered.class);
    }

    @Test
    void stoppingDoesNotWaitForADatabaseThatSaysNothing() throws IOException {
        try (var mute = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var url = "jdbc:postgresql://127.0.0.1:%d/crm".formatted(mute.getLocalPort());
            var connector = bench.open(definition(one("select 1", Map.of()), LIMITS, url));
            var outcome = CompletableFuture.supplyAsync(
                            () -> connector.call("op", read("{}"), bench.cancellation), Thread::startVirtualThread)
                    .orTimeout(20, TimeUnit.SECONDS);
            mute.accept();

            bench.cancellation.cancel(new Fault(FaultCode.CANCELLED, "stop"));

            assertFault(outcome.join(), FaultCode.CANCELLED);
        }
    }

    @Test
    void theDatabaseItselfEndsAStatementThatOverruns() {
        var limits = new ConnectorLimits(Duration.ofMillis(50), 3, 400);
        var definition = definition(one("select pg_sleep(20)", Map.of()), limits, SqlBench.URL);

        var outcome = bench.open(definition).call("op", read("{}"), bench.cancellation);

        assertFault(outcome, FaultCode.CONNECTOR_FAILED);
    }

    @Test
    void usesAConnectionAgainAndClosesItWhenNobodyNeedsIt() {
        var statement = one("select pg_backend_pid() as pid", Map.of());

        var first = bench.call(statement, "{}");
        assertThat(bench.call(statement, "{}")).isEqualTo(first);
        int pid = ((Answered) first).result().path("pid").asInt();

        bench.clock.advance(Duration.ofMinutes(2));

        await().untilAsserted(() -> assertThat(count("select count(*) from pg_stat_activity where pid = " + pid))
                .isZero());
    }

    @Test
    void aBrokenConnectionIsNotUsedAgain() throws SQLException {
        var statement = one("select pg_backend_pid() as pid", Map.of());
        int pid = ((Answered) bench.call(statement, "{}")).result().path("pid").asInt();
        try (var admin = TestDatabase.get().admin();
                var kill = admin.createStatement()) {
            kill.execute("select pg_terminate_backend(%d)".formatted(pid));
        }
        await().untilAsserted(() -> assertThat(count("select count(*) from pg_stat_activity where pid = " + pid))
                .isZero());
        bench.clock.advance(Duration.ofSeconds(2));

        assertThat(bench.call(statement, "{}")).isInstanceOf(Answered.class);
    }
}
