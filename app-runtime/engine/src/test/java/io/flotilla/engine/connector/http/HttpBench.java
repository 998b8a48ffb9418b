package io.flotilla.engine.connector.http;

import static io.flotilla.engine.testing.RawServer.http;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
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
import io.flotilla.engine.control.Cancellation;
import io.flotilla.engine.control.Fault;
import io.flotilla.engine.control.FaultCode;
import io.flotilla.engine.testing.ManualClock;
import io.flotilla.engine.testing.RawServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Connectors in a small internet: `shop.test` and `mirror.test` stand for loopback, which the operator allows; the
/// other
/// names lead to where none is allowed.
final class HttpBench {
    static final ConnectorLimits LIMITS = new ConnectorLimits(Duration.ofSeconds(5), 10, 1_000);

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final Map<String, List<String>> NAMES = Map.of(
            "shop.test", List.of("127.0.0.1"),
            "mirror.test", List.of("127.0.0.1"),
            "inner.test", List.of("10.0.0.1"),
            "meta.test", List.of("169.254.169.254"),
            "mixed.test", List.of("127.0.0.1", "192.168.0.1"));

    final ManualClock clock = new ManualClock();
    final Cancellation cancellation = new Cancellation();
    final HttpConnectors connectors = new HttpConnectors(
            new GuardedLookup(AddressPolicy.alsoAllowing(List.of("127.0.0.1")), HttpBench::addresses), clock);

    ConnectorOutcome call(RawServer server, HttpOperation operation, String arguments) {
        return connectors
                .open(definition(server, operation, List.of()), Map.of("token", "s3cret"))
                .call("op", read(arguments), cancellation);
    }

    CompletableFuture<ConnectorOutcome> callAside(RawServer server) {
        return CompletableFuture.supplyAsync(() -> call(server, get("/x"), "{}"), Thread::startVirtualThread)
                .orTimeout(20, TimeUnit.SECONDS);
    }

    void close() {
        connectors.close();
    }

    /// A connector with one operation, `op`, at this server.
    static HttpConnector definition(RawServer server, HttpOperation operation, List<String> allow) {
        return new HttpConnector(
                "http://shop.test:%d/api/".formatted(server.port()),
                allow,
                Ordered.copyOf(Map.of("Authorization", new HeaderValue.Secret("token", "Bearer "))),
                Ordered.copyOf(Map.of("op", operation)),
                LIMITS);
    }

    static HttpOperation get(String path) {
        Map<String, JsonNode> parameters = path.contains("{id}") ? Map.of("id", any()) : Map.of();
        return new HttpOperation(
                Method.GET,
                path,
                Ordered.copyOf(Map.of()),
                Ordered.copyOf(Map.of()),
                null,
                Ordered.copyOf(parameters),
                null);
    }

    static Fault assertFault(ConnectorOutcome outcome, FaultCode code) {
        assertThat(outcome).isInstanceOf(ConnectorOutcome.Failed.class);
        var fault = ((ConnectorOutcome.Failed) outcome).fault();
        assertThat(fault.code()).as(fault.detail()).isEqualTo(code);
        return fault;
    }

    static String ok(String body) {
        return http(200, "Content-Type: application/json\r\n", body);
    }

    /// The port that the request came in by.
    static String port(String request) {
        var host = request.lines()
                .filter(line -> line.startsWith("Host: "))
                .findFirst()
                .orElseThrow();
        return host.substring(host.lastIndexOf(':') + 1);
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

    private static List<InetAddress> addresses(String host) throws UnknownHostException {
        if (!NAMES.containsKey(host)) return List.of(InetAddress.getAllByName(host));
        return NAMES.get(host).stream().map(InetAddress::ofLiteral).toList();
    }
}
