package io.flotilla.engine.connector.http;

import static io.flotilla.engine.connector.http.HttpBench.LIMITS;
import static io.flotilla.engine.connector.http.HttpBench.assertFault;
import static io.flotilla.engine.connector.http.HttpBench.definition;
import static io.flotilla.engine.connector.http.HttpBench.get;
import static io.flotilla.engine.connector.http.HttpBench.ok;
import static io.flotilla.engine.connector.http.HttpBench.port;
import static io.flotilla.engine.connector.http.HttpBench.read;
import static io.flotilla.engine.testing.RawServer.http;
import static org.assertj.core.api.Assertions.assertThat;

import io.flotilla.app.connector.HttpConnector;
import io.flotilla.app.definition.Ordered;
import io.flotilla.engine.connector.ConnectorOutcome.Answered;
import io.flotilla.engine.control.FaultCode;
import io.flotilla.engine.testing.RawServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where a connector may go, and with which secrets.
class HttpSafetyTest {
    private final HttpBench bench = new HttpBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.2/",
                "http://inner.test/",
                "http://meta.test/",
                "http://mixed.test/",
                "http://[::1]/",
                "http://[::ffff:10.0.0.1]/",
                "http://2852039166/",
                "http://169.254.169.254/latest/meta-data",
                "ftp://shop.test/",
                "file:///etc/passwd",
                "http://user:pass@shop.test/",
                "http://"
            })
    void connectsToNoAddressThatTheOperatorDenies(String baseUrl) {
        var connector = bench.connectors.open(
                new HttpConnector(
                        baseUrl, List.of(), Ordered.copyOf(Map.of()), Ordered.copyOf(Map.of("get", get("/x"))), LIMITS),
                Map.of());

        var fault = assertFault(connector.call("get", read("{}"), bench.cancellation), FaultCode.CONNECTOR_DENIED);

        assertThat(fault.detail()).doesNotContain("10.0.0.1", "inner.test", "meta.test", "169.254", "passwd");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://inner.test:%d/",
                "http://169.254.169.254/",
                "//meta.test:%d/x",
                "http://other.test:%d/",
                "http://shop.test:1/",
                "file:///etc/passwd",
                "ftp://shop.test:%d/",
                "http://a@shop.test:%d/",
                "http://:%d/",
                "ht tp:"
            })
    void followsNoRedirectToAPlaceThatIsNotAllowed(String location) throws IOException {
        try (var server = RawServer.answering((request, out) ->
                RawServer.write(out, http(302, "Location: " + location.replace("%d", port(request)) + "\r\n", "")))) {
            assertFault(bench.call(server, get("/x"), "{}"), FaultCode.CONNECTOR_DENIED);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void aNameThatIsAllowedButLeadsInsideIsDeniedAtTheRedirect() throws IOException {
        try (var server = RawServer.answering((request, out) ->
                RawServer.write(out, http(302, "Location: http://inner.test:%s/\r\n".formatted(port(request)), "")))) {
            var definition = definition(server, get("/x"), List.of("inner.test"));

            var outcome = bench.connectors
                    .open(definition, Map.of("token", "s3cret"))
                    .call("op", read("{}"), bench.cancellation);

            assertFault(outcome, FaultCode.CONNECTOR_DENIED);
        }
    }

    @Test
    void followsARedirectToAnAllowedHostWithoutTheSecret() throws IOException {
        try (var server = RawServer.answering((request, out) -> RawServer.write(
                out,
                request.startsWith("GET /api/x")
                        ? http(302, "Location: http://mirror.test:%s/y\r\n".formatted(port(request)), "")
                        : ok("{\"from\": \"mirror\"}")))) {
            var outcome = bench.connectors
                    .open(definition(server, get("/x"), List.of("mirror.test")), Map.of("token", "s3cret"))
                    .call("op", read("{}"), bench.cancellation);

            assertThat(outcome).isEqualTo(new Answered(read("{\"from\": \"mirror\"}")));
            assertThat(server.requests().get(0)).contains("Authorization: Bearer s3cret");
            assertThat(server.requests().get(1)).startsWith("GET /y").doesNotContain("s3cret");
        }
    }

    @Test
    void givesUpAfterThreeRedirects() throws IOException {
        try (var server =
                RawServer.answering((request, out) -> RawServer.write(out, http(302, "Location: /api/x\r\n", "")))) {
            assertFault(bench.call(server, get("/x"), "{}"), FaultCode.CONNECTOR_DENIED);
            assertThat(server.requests()).hasSize(4);
        }
    }

    @Test
    void callsNothingWithoutItsSecretAndNothingItDoesNotKnow() throws IOException {
        try (var server = RawServer.sending(ok("{}"))) {
            var connector = bench.connectors.open(definition(server, get("/x"), List.of()), Map.of());

            assertFault(connector.call("op", read("{}"), bench.cancellation), FaultCode.CONNECTOR_DENIED);
            assertFault(connector.call("drop", read("{}"), bench.cancellation), FaultCode.CONNECTOR_DENIED);
            assertThat(server.requests()).isEmpty();
        }
    }
}
