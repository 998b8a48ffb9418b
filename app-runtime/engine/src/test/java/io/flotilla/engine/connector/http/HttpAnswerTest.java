package io.flotilla.engine.connector.http;

import static io.flotilla.engine.connector.http.HttpBench.LIMITS;
import static io.flotilla.engine.connector.http.HttpBench.assertFault;
import static io.flotilla.engine.connector.http.HttpBench.get;
import static io.flotilla.engine.connector.http.HttpBench.ok;
import static io.flotilla.engine.connector.http.HttpBench.read;
import static io.flotilla.engine.testing.RawServer.http;
import static org.assertj.core.api.Assertions.assertThat;

import io.flotilla.app.connector.HttpConnector;
import io.flotilla.app.connector.HttpOperation;
import io.flotilla.app.connector.HttpOperation.Method;
import io.flotilla.app.definition.Ordered;
import io.flotilla.engine.connector.ConnectorOutcome.Answered;
import io.flotilla.engine.control.Fault;
import io.flotilla.engine.control.FaultCode;
import io.flotilla.engine.testing.RawServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a server answers, or does not.
class HttpAnswerTest {
    private final HttpBench bench = new HttpBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @ParameterizedTest
    @CsvSource({"400, false", "401, false", "404, false", "408, true", "429, true", "500, true", "503, true"})
    void tellsLastingFailuresFromPassingOnes(int status, boolean retryable) throws IOException {
        try (var server = RawServer.sending(http(status, "Retry-After: 3\r\n", "{\"secret\": \"stack trace\"}"))) {
            var fault = assertFault(bench.call(server, get("/x"), "{}"), FaultCode.CONNECTOR_FAILED);

            assertThat(fault.retryable()).isEqualTo(retryable);
            assertThat(fault.retryAfter()).isEqualTo(retryable ? Duration.ofSeconds(3) : null);
            assertThat(fault.detail()).contains("" + status).doesNotContain("stack trace", "shop.test");
        }
    }

    @Test
    void refusesAnAnswerOverTheLimit() throws IOException {
        try (var server = RawServer.sending(ok("\"" + "x".repeat(1_000) + "\""))) {
            assertThat(assertFault(bench.call(server, get("/x"), "{}"), FaultCode.CONNECTOR_FAILED)
                            .detail())
                    .contains("1000 bytes");
        }
    }

    @Test
    void refusesAnAnswerWithoutEndBeforeItFillsTheMemory() throws IOException {
        try (var server = RawServer.answering((request, out) -> {
            RawServer.write(out, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n");
            while (true) RawServer.write(out, "x".repeat(1_000));
        })) {
            assertFault(bench.call(server, get("/x"), "{}"), FaultCode.CONNECTOR_FAILED);
            server.awaitCallerGone();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/plain | hello | \"hello\"",
                "application/problem+json | {} | {}",
                "application/json | '' | null",
                "text/csv | a,b | \"a,b\""
            })
    void readsJsonAndText(String type, String body, String expected) throws IOException {
        try (var server = RawServer.sending(http(200, "Content-Type: " + type + "\r\n", body))) {
            assertThat(bench.call(server, get("/x"), "{}")).isEqualTo(new Answered(read(expected)));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"image/png | x", "application/json | {", "application/json | {} {}"})
    void refusesWhatIsNeither(String type, String body) throws IOException {
        try (var server = RawServer.sending(http(200, "Content-Type: " + type + "\r\n", body))) {
            assertFault(bench.call(server, get("/x"), "{}"), FaultCode.CONNECTOR_FAILED);
        }
    }

    @Test
    void refusesAnAnswerThatIsNotOfTheDeclaredResult() throws IOException {
        try (var server = RawServer.sending(ok("{\"price\": \"dear\"}"))) {
            var operation = new HttpOperation(
                    Method.GET,
                    "/x",
                    Ordered.copyOf(Map.of()),
                    Ordered.copyOf(Map.of()),
                    null,
                    Ordered.copyOf(Map.of()),
                    read("{\"type\": \"object\", \"properties\": {\"price\": {\"type\": \"number\"}}}"));

            var fault = assertFault(bench.call(server, operation, "{}"), FaultCode.CONNECTOR_FAILED);

            assertThat(fault.detail()).contains("/price").doesNotContain("dear");
        }
    }

    @Test
    void aServerThatNeverAnswersRunsOutOfTime() throws IOException {
        try (var server = RawServer.stalling("")) {
            var outcome = bench.callAside(server);
            server.awaitRequest();

            bench.clock.advance(LIMITS.timeout());

            assertThat(assertFault(outcome.join(), FaultCode.CONNECTOR_FAILED).retryable())
                    .isTrue();
            server.awaitCallerGone();
        }
    }

    @Test
    void stoppingClosesTheCall() throws IOException {
        try (var server = RawServer.stalling("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nabc")) {
            var outcome = bench.callAside(server);
            server.awaitRequest();

            bench.cancellation.cancel(new Fault(FaultCode.CANCELLED, "stop"));

            assertFault(outcome.join(), FaultCode.CANCELLED);
            server.awaitCallerGone();
        }
    }

    @Test
    void aServerThatIsNotThereIsAPassingFailure() throws IOException {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        var definition = new HttpConnector(
                "http://shop.test:" + port,
                List.of(),
                Ordered.copyOf(Map.of()),
                Ordered.copyOf(Map.of("op", get("/"))),
                LIMITS);

        var fault = assertFault(
                bench.connectors.open(definition, Map.of()).call("op", read("{}"), bench.cancellation),
                FaultCode.CONNECTOR_FAILED);

        assertThat(fault.retryable()).isTrue();
        assertThat(fault.detail()).doesNotContain("shop.test", "" + port);
    }
}
