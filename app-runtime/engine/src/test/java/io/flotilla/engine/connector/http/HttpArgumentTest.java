package io.flotilla.engine.connector.http;

import static io.flotilla.engine.connector.http.HttpBench.any;
import static io.flotilla.engine.connector.http.HttpBench.assertFault;
import static io.flotilla.engine.connector.http.HttpBench.get;
import static io.flotilla.engine.connector.http.HttpBench.ok;
import static io.flotilla.engine.connector.http.HttpBench.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.flotilla.app.connector.HeaderValue;
import io.flotilla.app.connector.HttpOperation;
import io.flotilla.app.connector.HttpOperation.Method;
import io.flotilla.app.definition.Ordered;
import io.flotilla.engine.connector.ConnectorOutcome.Answered;
import io.flotilla.engine.control.FaultCode;
import io.flotilla.engine.testing.RawServer;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Arguments stay what they are: a segment, a value, a line.
class HttpArgumentTest {
    private final HttpBench bench = new HttpBench();

    @AfterEach
    void close() {
        bench.close();
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

            var outcome = bench.call(server, operation, arguments);

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

            bench.call(server, operation, "{}");

            assertThat(server.requests().getFirst()).startsWith("GET /api/orders HTTP/1.1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "../admin", "a/../../b", "..\\\\x", "", "a\\u0000b"})
    void noArgumentClimbsUpThePath(String id) throws IOException {
        try (var server = RawServer.sending(ok("{}"))) {
            assertFault(
                    bench.call(server, get("/orders/{id}"), "{\"id\": \"%s\"}".formatted(id)), FaultCode.INVALID_INPUT);
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

            assertFault(bench.call(server, operation, "{\"id\": \"a\\r\\nX-Admin: yes\"}"), FaultCode.INVALID_INPUT);
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

            assertFault(bench.call(server, operation, arguments), FaultCode.INVALID_INPUT);
            assertThat(server.requests()).isEmpty();
        }
    }
}
