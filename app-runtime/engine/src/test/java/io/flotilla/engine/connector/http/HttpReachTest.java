package io.flotilla.engine.connector.http;

import static io.flotilla.engine.connector.http.HttpBench.definition;
import static io.flotilla.engine.connector.http.HttpBench.get;
import static io.flotilla.engine.testing.RawServer.http;
import static org.assertj.core.api.Assertions.assertThat;

import io.flotilla.app.connector.HttpConnector;
import io.flotilla.engine.probe.ProbeResult;
import io.flotilla.engine.testing.PlainServer;
import io.flotilla.engine.testing.RawServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpReachTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpBench bench = new HttpBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | true  | ok",
                "404 | true  | ok",
                "301 | true  | ok",
                "401 | false | unauthorized",
                "403 | false | unauthorized",
                "500 | false | failing",
            })
    void aServerThatAnswersIsReachedWithItsCredentials(int status, boolean works, String reason) throws Exception {
        try (var server = RawServer.sending(http(status, "Location: http://inner.test/\r\n", "x"))) {
            var result = reach(definition(server, get("/x"), List.of()));

            assertThat(result.works()).isEqualTo(works);
            assertThat(result.reason()).isEqualTo(reason);
            assertThat(server.requests())
                    .singleElement()
                    .satisfies(request -> assertThat(request).contains("GET /api/", "Authorization: Bearer s3cret"));
        }
    }

    @Test
    void tellsWhyNobodyAnswers() throws Exception {
        var gone = RawServer.sending("");
        gone.close();
        try (var plain = new PlainServer(http(400, "", "what?"))) {
            assertThat(reason("http://shop.test:%d".formatted(gone.port()))).isEqualTo("refused");
            assertThat(reason("http://nowhere.test")).isEqualTo("unknown-host");
            assertThat(reason("http://inner.test")).isEqualTo("address-denied");
            assertThat(reason("https://shop.test:%d".formatted(plain.port()))).isEqualTo("tls");
        }
    }

    @Test
    void aServerThatSaysNothingIsLate() throws Exception {
        try (var server = RawServer.answering((request, out) -> bench.clock.advance(PATIENCE))) {
            assertThat(reach(definition(server, get("/x"), List.of())).reason()).isEqualTo("timeout");
        }
    }

    private String reason(String url) {
        try (var server = RawServer.sending("")) {
            var definition = definition(server, get("/x"), List.of());
            return reach(new HttpConnector(
                            url, List.of(), definition.headers(), definition.operations(), definition.limits()))
                    .reason();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProbeResult reach(HttpConnector definition) {
        return bench.connectors.reach(definition, Map.of("token", "s3cret"), PATIENCE);
    }
}
