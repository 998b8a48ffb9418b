package io.flotilla.engine.model.openai;

import static io.flotilla.engine.model.openai.OpenAiBench.endpoint;
import static io.flotilla.engine.model.openai.OpenAiBench.json;
import static io.flotilla.engine.model.openai.OpenAiBench.piece;
import static io.flotilla.engine.model.openai.OpenAiBench.request;
import static io.flotilla.engine.testing.RawServer.http;
import static io.flotilla.engine.testing.RawServer.stream;
import static org.assertj.core.api.Assertions.assertThat;

import io.flotilla.engine.address.AddressPolicy;
import io.flotilla.engine.model.ChatOutcome.Failed;
import io.flotilla.engine.model.ModelFailure;
import io.flotilla.engine.model.TokenUsage;
import io.flotilla.engine.testing.RawServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every way in which a provider lets one down.
class OpenAiFailureTest {
    private final OpenAiBench bench = new OpenAiBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @ParameterizedTest
    @CsvSource({
        "400, NOT_ACCEPTED",
        "401, NOT_ACCEPTED",
        "403, NOT_ACCEPTED",
        "404, NOT_ACCEPTED",
        "301, NOT_ACCEPTED",
        "413, CONTEXT_TOO_LONG",
        "408, TIMEOUT",
        "429, RATE_LIMITED",
        "500, UNAVAILABLE",
        "502, UNAVAILABLE",
        "503, UNAVAILABLE",
        "529, UNAVAILABLE"
    })
    void tellsFailuresApartByStatus(int status, ModelFailure failure) throws IOException {
        try (var server = RawServer.sending(http(status, "", "{\"error\": {\"message\": \"no\"}}"))) {
            assertThat(bench.ask(server, true)).isEqualTo(new Failed(failure));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\": {\"code\": \"context_length_exceeded\", \"message\": \"x\"}}",
                "{\"error\": {\"message\": \"This model's maximum context length is 4096 tokens\"}}",
                "{\"message\": \"The prompt is too long\"}",
                "{\"error\": \"Input is too long for this model\"}"
            })
    void knowsAPromptThatDoesNotFit(String body) throws IOException {
        try (var server = RawServer.sending(http(400, "", body))) {
            assertThat(bench.ask(server, false)).isEqualTo(new Failed(ModelFailure.CONTEXT_TOO_LONG));
        }
    }

    @Test
    void keepsWhenTheProviderWantsToBeAskedAgain() throws IOException {
        try (var server = RawServer.sending(http(429, "Retry-After: 7\r\n", ""))) {
            assertThat(bench.ask(server, false))
                    .isEqualTo(new Failed(ModelFailure.RATE_LIMITED, Duration.ofSeconds(7), "", TokenUsage.UNKNOWN));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "data: {\"error\": {\"message\": \"overloaded\", \"code\": \"server_error\"}} | UNAVAILABLE",
                "data: {\"error\": {\"message\": \"Rate limit reached\"}} | RATE_LIMITED",
                "data: {\"error\": {\"code\": \"context_length_exceeded\"}} | CONTEXT_TOO_LONG",
                "data: {\"error\": {\"type\": \"content_filter\"}} | REFUSED",
                "data: this is not JSON | INVALID_ANSWER",
                "data: [1, 2] | INVALID_ANSWER",
                "data: {\"hello\": \"there\"} | INVALID_ANSWER",
                "data: {\"choices\": [{\"delta\": {\"content\": 5}}]} | INVALID_ANSWER"
            })
    void anErrorInsideAStreamIsAFailureNotAnEnd(String event, ModelFailure failure) throws IOException {
        var body = piece("{\"content\": \"so far\"}", "null") + event + "\n\ndata: [DONE]\n\n";
        try (var server = RawServer.sending(stream(body))) {
            assertThat(bench.ask(server, true)).isEqualTo(new Failed(failure, null, "so far", TokenUsage.UNKNOWN));
        }
    }

    @Test
    void aNamedErrorEventIsAFailure() throws IOException {
        try (var server = RawServer.sending(stream("event: error\ndata: {\"message\": \"overloaded\"}\n\n"))) {
            assertThat(bench.ask(server, true)).isEqualTo(new Failed(ModelFailure.UNAVAILABLE));
        }
    }

    @Test
    void aStreamThatIsCutIsNotAnAnswer() throws IOException {
        try (var server = RawServer.sending(stream(piece("{\"content\": \"so f\"}", "null") + "data: {\"choi"))) {
            assertThat(bench.ask(server, true))
                    .isEqualTo(new Failed(ModelFailure.TRUNCATED, null, "so f", TokenUsage.UNKNOWN));
        }
    }

    @Test
    void aConnectionThatBreaksInsideAChunkIsNotAnAnswer() throws IOException {
        var cut = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n"
                + piece("{\"content\": \"a\"}", "null");
        try (var server = RawServer.sending(cut)) {
            assertThat(bench.ask(server, true))
                    .isEqualTo(new Failed(ModelFailure.TRUNCATED, null, "a", TokenUsage.UNKNOWN));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>It works!</html>",
                "{\"choices\": []}",
                "{\"choices\": [{\"text\": \"old\"}]}",
                "null",
                "[]",
                "",
                "{} {}",
                "{\"choices\": [{\"message\": {\"content\": [\"a\"]}}]}"
            })
    void garbageIsNotAnAnswer(String body) throws IOException {
        try (var server = RawServer.sending(json(body))) {
            assertThat(bench.ask(server, false)).isEqualTo(new Failed(ModelFailure.INVALID_ANSWER));
        }
    }

    @Test
    void anAnswerWithoutEndIsCutOff() throws IOException {
        var endless = piece("{\"content\": \"" + "x".repeat(900) + "\"}", "null");
        try (var server = RawServer.answering((request, out) -> {
            RawServer.write(out, stream(""));
            while (true) RawServer.write(out, endless);
        })) {
            assertThat(bench.ask(server, true))
                    .extracting(each -> ((Failed) each).failure())
                    .isEqualTo(ModelFailure.INVALID_ANSWER);
            server.awaitCallerGone();
        }
        try (var server = RawServer.sending(json("\"" + "x".repeat(30_000) + "\""))) {
            assertThat(bench.ask(server, false)).isEqualTo(new Failed(ModelFailure.INVALID_ANSWER));
        }
    }

    @Test
    void whatTheProviderFiltersIsRefusedAndStillCounted() throws IOException {
        var body = piece("{\"content\": \"a\"}", "\"content_filter\"")
                + "data: {\"choices\": [], \"usage\": {\"prompt_tokens\": 5, \"completion_tokens\": 1}}\n\ndata: [DONE]\n\n";
        try (var server = RawServer.sending(stream(body))) {
            assertThat(bench.ask(server, true))
                    .isEqualTo(new Failed(ModelFailure.REFUSED, null, "a", new TokenUsage(5L, null, 1L, null)));
        }
    }

    @Test
    void aServerThatIsNotThereIsUnavailable() throws IOException {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        assertThat(bench.models.asking(endpoint(port)).chat(request(true), bench.deltas::add, bench.cancellation))
                .isEqualTo(new Failed(ModelFailure.UNAVAILABLE));
    }

    @Test
    void callsNoAddressThatTheOperatorDenies() throws IOException {
        try (var server = RawServer.sending(json("{}"));
                var strict = bench.models(AddressPolicy.publicOnly())) {
            var outcome =
                    strict.asking(endpoint(server.port())).chat(request(false), bench.deltas::add, bench.cancellation);

            assertThat(outcome).isEqualTo(new Failed(ModelFailure.NOT_ACCEPTED));
            assertThat(server.requests()).isEmpty();
        }
    }
}
