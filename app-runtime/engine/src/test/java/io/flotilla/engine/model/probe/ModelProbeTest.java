package io.flotilla.engine.model.probe;

import static io.flotilla.engine.testing.RawServer.http;
import static org.assertj.core.api.Assertions.assertThat;

import io.flotilla.engine.address.AddressPolicy;
import io.flotilla.engine.address.GuardedLookup;
import io.flotilla.engine.address.HostLookup;
import io.flotilla.engine.probe.ProbeResult;
import io.flotilla.engine.testing.ManualClock;
import io.flotilla.engine.testing.PlainServer;
import io.flotilla.engine.testing.RawServer;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelProbeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ManualClock clock = new ManualClock();
    private final ModelProbe probe = new ModelProbe(
            new GuardedLookup(AddressPolicy.alsoAllowing(List.of("127.0.0.0/8")), ModelProbeTest::addresses), clock);

    @AfterEach
    void close() {
        probe.close();
    }

    @Test
    void aServerThatNamesItsModelsWorks() throws Exception {
        try (var server = RawServer.sending(http(200, "", "{\"data\": [{\"id\": \"a\"}, {\"id\": \"b\"}]}"))) {
            var result = probe.server(openAi(server, "sk-1"), PATIENCE);

            assertThat(result).isEqualTo(ProbeResult.works("It answers and names 2 models."));
            assertThat(server.requests().getFirst()).contains("GET /v1/models", "Authorization: Bearer sk-1");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | {\"error\": \"sk-1 is wrong\"} | unauthorized",
                "403 | {}                             | unauthorized",
                "404 | not found                      | not-openai",
                "200 | <html>                         | not-openai",
                "200 | {\"hello\": 1}                 | not-openai",
                "302 | moved                          | redirected",
                "429 | {}                             | rate-limited",
                "402 | {}                             | no-credit",
                "503 | {}                             | failing",
                "418 | {}                             | refused-request",
            })
    void whatAServerIsWrongIsOneWord(int status, String body, String reason) throws Exception {
        try (var server = RawServer.sending(http(status, "", body))) {
            var result = probe.server(openAi(server, "sk-1"), PATIENCE);

            assertThat(result.works()).isFalse();
            assertThat(result.reason()).isEqualTo(reason);
            assertThat(result.detail()).doesNotContain("sk-1").endsWith(".");
        }
    }

    @Test
    void aModelIsAskedForOneToken() throws Exception {
        try (var server = RawServer.sending(http(200, "", "{\"choices\": [{}]}"))) {
            var result = probe.model(openAi(server, null), "qwen", "chat", PATIENCE);

            assertThat(result.works()).isTrue();
            assertThat(server.requests().getFirst())
                    .contains("POST /v1/chat/completions", "\"model\":\"qwen\"", "\"max_tokens\":1");
        }
    }

    @Test
    void aModelOfAnthropicIsAskedInItsOwnWay() throws Exception {
        try (var server = RawServer.sending(http(200, "", "{\"content\": [{}]}"))) {
            var anthropic = new ModelServer("anthropic", server.url("/v1"), "sk-1");

            assertThat(probe.model(anthropic, "claude", "chat", PATIENCE).works())
                    .isTrue();
            assertThat(server.requests().getFirst())
                    .contains("POST /v1/messages", "x-api-key: sk-1", "anthropic-version:");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | {\"error\": {\"message\": \"The model `qwen` does not exist\"}} | unknown-model",
                "400 | {\"error\": {\"code\": \"model_not_found\"}}                    | unknown-model",
                "404 | nothing here                                                    | not-openai",
                "400 | {\"error\": {\"message\": \"max_tokens is too small\"}}         | refused-request",
                "401 | {}                                                              | unauthorized",
                "200 | {\"object\": \"list\"}                                          | not-openai",
            })
    void whatAModelIsWrongIsOneWord(int status, String body, String reason) throws Exception {
        try (var server = RawServer.sending(http(status, "", body))) {
            assertThat(probe.model(openAi(server, "sk-1"), "qwen", "chat", PATIENCE)
                            .reason())
                    .isEqualTo(reason);
        }
    }

    @Test
    void aModelThatWouldCostMoreIsOnlyLookedUp() throws Exception {
        try (var server = RawServer.answering(
                (request, out) -> RawServer.write(out, http(200, "", "{\"data\": [{\"id\": \"painter\"}]}")))) {
            assertThat(probe.model(openAi(server, null), "painter", "image", PATIENCE)
                            .works())
                    .isTrue();
            assertThat(probe.model(openAi(server, null), "writer", "image", PATIENCE)
                            .reason())
                    .isEqualTo("unknown-model");
            assertThat(server.requests()).allMatch(request -> request.startsWith("GET /v1/models"));
        }
    }

    @Test
    void aServerThatIsThereAndSaysNothingIsLate() throws Exception {
        try (var server = RawServer.stalling("")) {
            assertThat(probe.server(openAi(server, null), Duration.ofMillis(200))
                            .reason())
                    .isEqualTo("timeout");
            server.awaitCallerGone();
        }
    }

    @Test
    void anAnswerThatTakesLongWorksAndIsCalledSlow() throws Exception {
        try (var server = RawServer.answering((request, out) -> {
            clock.advance(Duration.ofSeconds(4));
            RawServer.write(out, http(200, "", "{\"data\": []}"));
        })) {
            var result = probe.server(openAi(server, null), PATIENCE);

            assertThat(result.works()).isTrue();
            assertThat(result.reason()).isEqualTo("slow");
        }
    }

    @Test
    void tellsWhyAServerCannotBeReached() throws Exception {
        var free = RawServer.sending("");
        free.close();
        try (var plain = new PlainServer(http(400, "", "what?"))) {
            assertThat(reason("http://127.0.0.1:%d/v1".formatted(free.port()))).isEqualTo("refused");
            assertThat(reason("http://nowhere.test/v1")).isEqualTo("unknown-host");
            assertThat(reason("http://inner.test/v1")).isEqualTo("address-denied");
            assertThat(reason("https://127.0.0.1:%d/v1".formatted(plain.port())))
                    .isEqualTo("tls");
        }
    }

    private String reason(String url) throws InterruptedException {
        return probe.server(new ModelServer("openai", URI.create(url), null), PATIENCE)
                .reason();
    }

    private static ModelServer openAi(RawServer server, String key) {
        return new ModelServer("openai", server.url("/v1"), key);
    }

    private static List<InetAddress> addresses(String host) throws UnknownHostException {
        if (host.equals("inner.test")) return List.of(InetAddress.ofLiteral("10.0.0.1"));
        if (host.endsWith(".test")) throw new UnknownHostException(host);
        return HostLookup.SYSTEM.addresses(host);
    }
}
