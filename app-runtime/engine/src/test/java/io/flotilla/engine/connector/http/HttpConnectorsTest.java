package io.flotilla.engine.connector.http;

import static io.flotilla.engine.testing.RawServer.http;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.flotilla.app.connector.ConnectorLimits;
import io.flotilla.app.connector.HeaderValue;
import io.flotilla.app.connector.HttpConnector;
import io.flotilla.app.connector.HttpOperation;
import io.flotilla.app.connector.HttpOperation.Method;
import io.flotilla.app.definition.Ordered;
import io.flotilla.engine.address.AddressPolicy;
import io.flotilla.engine.address.GuardedLookup;
import io.flotilla.engine.connector.ConnectorOutcome;
import io.flotilla.engine.connector.ConnectorOutcome.Answered;
import io.flotilla.engine.connector.ConnectorOutcome.Failed;
import io.flotilla.engine.control.Cancellation;
import io.flotilla.engine.control.Fault;
import io.flotilla.engine.control.FaultCode;
import io.flotilla.engine.testing.ManualClock;
import io.flotilla.engine.testing.RawServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpConnectorsTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final ConnectorLimits LIMITS = new ConnectorLimits(Duration.ofSeconds(5), 10, 1_000);

    /// `shop.test` stands for the server on loopback that the operator allows; the other names lead to where none
    /// is allowed.
    private static final Map<String, List<String>> NAMES = Map.of(
            "shop.test", List.of("127.0.0.1"),
            "mirror.test", List.of("127.0.0.1"),
            "inner.test", List.of("10.0.0.1"),
            "meta.test", List.of("169.254.169.254"),
            "mixed.test", List.of("127.0.0.1", "192.168.0.1"));

    private final ManualClock clock = new ManualClock();
    private final Cancellation cancellation = new Cancellation();
    private final GuardedLookup hosts =
            new GuardedLookup(AddressPolicy.alsoAllowing(List.of("127.0.0.1")), HttpConnectorsTest::addresses);
    private final HttpConnectors connectors = new HttpConnectors(hosts, clock);

    @AfterEach
    void close() {
        connectors.close();
    }

    @Test
    void callsAnOperationWithItsArgumentsEachInItsPlace() throws IOException {
        try (var server = RawServer.sending(ok("{\"id\": 7, \"price\": 0.10}"))) {
            var operation = new HttpOperation(
                    Method.POST,
                    "/orders/{id}",
                    Ordered.copyOf(Map.of("note", "{note}")),
                    Ordered.copyOf(Map.of("X-Customer", new HeaderValue.Plain("c-{customer}"))),
                    read("{\"amount\": \"{amount}\", \"text\": \"for {customer}\"}"),
                    Ordered.copyOf(Map.of("id", any(), "note", any(), "customer", any(), "amount", any())),
                    null);
            var arguments = "{\"id\": \"a/b?c#d e\", \"note\": \"1&2=ü\", \"customer\": \"x\", \"amount\": 5}";

            var outcome = call(server, operation, arguments);

            assertThat(outcome).isEqualTo(new Answered(read("{\"id\": 7, \"price\": 0.10}")));
            assertThat(server.requests().getFirst())
                    .startsWith("POST /api/orders/a%2Fb%3Fc%23d%20e?note=1%262%3D%C3%BC HTTP/1.1")
                    .contains("X-Customer: c-x", "Host: shop.test", "Authorization: Bearer s3cret")
                    .endsWith("{\"amount\":5,\"text\":\"for x\"}");
        }
    }

    @Test
    void leavesOutAQueryEntryWhoseArgumentIsNull() throws IOException {
        try (var server = RawServer.sending(ok("{}"))) {
            var operation = new HttpOperation(
                    Method.GET,
                    "/orders",
                    Ordered.copyOf(Map.of("page", "{page}")),
                    Ordered.copyOf(Map.of()),
                    null,
                    Ordered.copyOf(Map.of("page", any())),
                    null);

            call(server, operation, "{}");

            assertThat(server.requests().getFirst()).startsWith("GET /api/orders HTTP/1.1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "../admin", "a/../../b", "..\\\\x", "", "a\\u0000b"})
    void noArgumentClimbsUpThePath(String id) throws IOException {
        try (var server = RawServer.sending(ok("{}"))) {
            assertFault(call(server, get("/orders/{id}"), "{\"id\": \"%s\"}".formatted(id)), FaultCode.INVALID_INPUT);
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void noArgumentEndsAHeader() throws IOException {
        try (var server = RawServer.sending(ok("{}"))) {
            var operation = new HttpOperation(
                    Method.GET,
                    "/",
                    Ordered.copyOf(Map.of()),
                    Ordered.copyOf(Map.of("X-Id", new HeaderValue.Plain("{id}"))),
                    null,
                    Ordered.copyOf(Map.of("id", any())),
                    null);

            assertFault(call(server, operation, "{\"id\": \"a\\r\\nX-Admin: yes\"}"), FaultCode.INVALID_INPUT);
            assertThat(server.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"id\": 5}", "{\"id\": \"a\", \"more\": 1}", "{\"id\": \"too long\"}"})
    void sendsNothingForArgumentsThatDoNotFit(String arguments) throws IOException {
        try (var server = RawServer.sending(ok("{}"))) {
            var operation = new HttpOperation(
                    Method.GET,
                    "/{id}",
                    Ordered.copyOf(Map.of()),
                    Ordered.copyOf(Map.of()),
                    null,
                    Ordered.copyOf(Map.of("id", read("{\"type\": \"string\", \"maxLength\": 3}"))),
                    null);

            assertFault(call(server, operation, arguments), FaultCode.INVALID_INPUT);
            assertThat(server.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.2/", "http://inner.test/", "http://meta.test/", "http://mixed.test/", "http://[::1]/",
                "http://[::ffff:10.0.0.1]/", "http://2852039166/", "http://169.254.169.254/latest/meta-data", "ftp://shop.test/",
                "file:///etc/passwd", "http://user:pass@shop.test/", "http://"
            })
    void connectsToNoAddressThatTheOperatorDenies(String baseUrl) {
        var connector = connectors.open(
                new HttpConnector(
                        baseUrl,
                        List.of(),
                        Ordered.copyOf(Map.of()),
                        Ordered.copyOf(Map.of("get", get("/x"))),
                        LIMITS),
                Map.of());

        var fault = assertFault(connector.call("get", read("{}"), cancellation), FaultCode.CONNECTOR_DENIED);

        assertThat(fault.detail()).doesNotContain("10.0.0.1", "inner.test", "meta.test", "169.254", "passwd");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://inner.test:%d/", "http://169.254.169.254/", "//meta.test:%d/x", "http://other.test:%d/",
                "http://shop.test:1/", "file:///etc/passwd", "ftp://shop.test:%d/", "http://a@shop.test:%d/", "http://:%d/", "ht tp:"
            })
    void followsNoRedirectToAPlaceThatIsNotAllowed(String location) throws IOException {
        try (var server = RawServer.answering((request, out) ->
                RawServer.write(out, http(302, "Location: " + location.replace("%d", port(request)) + "\r\n", "")))) {
            assertFault(call(server, get("/x"), "{}"), FaultCode.CONNECTOR_DENIED);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void aNameThatIsAllowedButLeadsInsideIsDeniedAtTheRedirect() throws IOException {
        try (var server = RawServer.answering((request, out) ->
                RawServer.write(out, http(302, "Location: http://inner.test:%s/\r\n".formatted(port(request)), "")))) {
            var definition = definition(server, get("/x"), List.of("inner.test"));

            var outcome = connectors.open(definition, Map.of("token", "s3cret")).call("op", read("{}"), cancellation);

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
            var outcome = connectors
                    .open(definition(server, get("/x"), List.of("mirror.test")), Map.of("token", "s3cret"))
                    .call("op", read("{}"), cancellation);

            assertThat(outcome).isEqualTo(new Answered(read("{\"from\": \"mirror\"}")));
            assertThat(server.requests().get(0)).contains("Authorization: Bearer s3cret");
            assertThat(server.requests().get(1)).startsWith("GET /y").doesNotContain("s3cret");
        }
    }

    @Test
    void givesUpAfterThreeRedirects() throws IOException {
        try (var server = RawServer.answering((request, out) ->
                RawServer.write(out, http(302, "Location: /api/x\r\n", "")))) {
            assertFault(call(server, get("/x"), "{}"), FaultCode.CONNECTOR_DENIED);
            assertThat(server.requests()).hasSize(4);
        }
    }

    @ParameterizedTest
    @CsvSource({"400, false", "401, false", "404, false", "408, true", "429, true", "500, true", "503, true"})
    void tellsLastingFailuresFromPassingOnes(int status, boolean retryable) throws IOException {
        try (var server = RawServer.sending(http(status, "Retry-After: 3\r\n", "{\"secret\": \"stack trace\"}"))) {
            var fault = assertFault(call(server, get("/x"), "{}"), FaultCode.CONNECTOR_FAILED);

            assertThat(fault.retryable()).isEqualTo(retryable);
            assertThat(fault.retryAfter()).isEqualTo(retryable ? Duration.ofSeconds(3) : null);
            assertThat(fault.detail()).contains("" + status).doesNotContain("stack trace", "shop.test");
        }
    }

    @Test
    void refusesAnAnswerOverTheLimit() throws IOException {
        try (var server = RawServer.sending(ok("\"" + "x".repeat(1_000) + "\""))) {
            assertThat(assertFault(call(server, get("/x"), "{}"), FaultCode.CONNECTOR_FAILED).detail())
                    .contains("1000 bytes");
        }
    }

    @Test
    void refusesAnAnswerWithoutEndBeforeItFillsTheMemory() throws IOException {
        try (var server = RawServer.answering((request, out) -> {
            RawServer.write(out, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n");
            while (true) RawServer.write(out, "x".repeat(1_000));
        })) {
            assertFault(call(server, get("/x"), "{}"), FaultCode.CONNECTOR_FAILED);
            server.awaitCallerGone();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "text/plain | hello | \"hello\"", "application/problem+json | {} | {}", "application/json | '' | null", "text/csv | a,b | \"a,b\""
    })
    void readsJsonAndText(String type, String body, String expected) throws IOException {
        try (var server = RawServer.sending(http(200, "Content-Type: " + type + "\r\n", body))) {
            assertThat(call(server, get("/x"), "{}")).isEqualTo(new Answered(read(expected)));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"image/png | x", "application/json | {", "application/json | {} {}"})
    void refusesWhatIsNeither(String type, String body) throws IOException {
        try (var server = RawServer.sending(http(200, "Content-Type: " + type + "\r\n", body))) {
            assertFault(call(server, get("/x"), "{}"), FaultCode.CONNECTOR_FAILED);
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

            var fault = assertFault(call(server, operation, "{}"), FaultCode.CONNECTOR_FAILED);

            assertThat(fault.detail()).contains("/price").doesNotContain("dear");
        }
    }

    @Test
    void aServerThatNeverAnswersRunsOutOfTime() throws IOException {
        try (var server = RawServer.stalling("")) {
            var outcome = callAside(server);
            server.awaitRequest();

            clock.advance(LIMITS.timeout());

            assertThat(assertFault(outcome.join(), FaultCode.CONNECTOR_FAILED).retryable()).isTrue();
            server.awaitCallerGone();
        }
    }

    @Test
    void stoppingClosesTheCall() throws IOException {
        try (var server = RawServer.stalling("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nabc")) {
            var outcome = callAside(server);
            server.awaitRequest();

            cancellation.cancel(new Fault(FaultCode.CANCELLED, "stop"));

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
                connectors.open(definition, Map.of()).call("op", read("{}"), cancellation), FaultCode.CONNECTOR_FAILED);

        assertThat(fault.retryable()).isTrue();
        assertThat(fault.detail()).doesNotContain("shop.test", "" + port);
    }

    @Test
    void callsNothingWithoutItsSecretAndNothingItDoesNotKnow() throws IOException {
        try (var server = RawServer.sending(ok("{}"))) {
            var connector = connectors.open(definition(server, get("/x"), List.of()), Map.of());

            assertFault(connector.call("op", read("{}"), cancellation), FaultCode.CONNECTOR_DENIED);
            assertFault(connector.call("drop", read("{}"), cancellation), FaultCode.CONNECTOR_DENIED);
            assertThat(server.requests()).isEmpty();
        }
    }

    private ConnectorOutcome call(RawServer server, HttpOperation operation, String arguments) {
        return connectors
                .open(definition(server, operation, List.of()), Map.of("token", "s3cret"))
                .call("op", read(arguments), cancellation);
    }

    private CompletableFuture<ConnectorOutcome> callAside(RawServer server) {
        return CompletableFuture.supplyAsync(() -> call(server, get("/x"), "{}"), Thread::startVirtualThread)
                .orTimeout(20, TimeUnit.SECONDS);
    }

    private static HttpConnector definition(RawServer server, HttpOperation operation, List<String> allow) {
        return new HttpConnector(
                "http://shop.test:%d/api/".formatted(server.port()),
                allow,
                Ordered.copyOf(Map.of("Authorization", new HeaderValue.Secret("token", "Bearer "))),
                Ordered.copyOf(Map.of("op", operation)),
                LIMITS);
    }

    private static HttpOperation get(String path) {
        return new HttpOperation(
                Method.GET,
                path,
                Ordered.copyOf(Map.of()),
                Ordered.copyOf(Map.of()),
                null,
                path.contains("{id}") ? Ordered.copyOf(Map.of("id", any())) : Ordered.copyOf(Map.of()),
                null);
    }

    private static Fault assertFault(ConnectorOutcome outcome, FaultCode code) {
        assertThat(outcome).isInstanceOf(Failed.class);
        var fault = ((Failed) outcome).fault();
        assertThat(fault.code()).as(fault.detail()).isEqualTo(code);
        return fault;
    }

    private static String ok(String body) {
        return http(200, "Content-Type: application/json\r\n", body);
    }

    /// The port that the request came in by.
    private static String port(String request) {
        var host = request.lines().filter(line -> line.startsWith("Host: ")).findFirst().orElseThrow();
        return host.substring(host.lastIndexOf(':') + 1);
    }

    private static JsonNode any() {
        return read("{}");
    }

    private static JsonNode read(String json) {
        try {
            return JSON.enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .readTree(json);
        } catch (IOException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    private static List<InetAddress> addresses(String host) throws UnknownHostException {
        @Nullable List<String> known = NAMES.get(host);
        if (known == null) return List.of(InetAddress.getAllByName(host));
        return known.stream().map(InetAddress::ofLiteral).toList();
    }
}
