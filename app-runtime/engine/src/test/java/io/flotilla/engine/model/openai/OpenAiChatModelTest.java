package io.flotilla.engine.model.openai;

import static io.flotilla.engine.testing.RawServer.http;
import static io.flotilla.engine.testing.RawServer.stream;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.flotilla.engine.address.AddressPolicy;
import io.flotilla.engine.address.GuardedLookup;
import io.flotilla.engine.address.HostLookup;
import io.flotilla.engine.control.Cancellation;
import io.flotilla.engine.control.Fault;
import io.flotilla.engine.control.FaultCode;
import io.flotilla.engine.model.ChatMessage;
import io.flotilla.engine.model.ChatOutcome;
import io.flotilla.engine.model.ChatOutcome.Answered;
import io.flotilla.engine.model.ChatOutcome.Failed;
import io.flotilla.engine.model.ChatParameters;
import io.flotilla.engine.model.ChatRequest;
import io.flotilla.engine.model.ModelFailure;
import io.flotilla.engine.model.TokenUsage;
import io.flotilla.engine.testing.ManualClock;
import io.flotilla.engine.testing.RawServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiChatModelTest {
    private static final OpenAiLimits LIMITS = new OpenAiLimits(
            Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofMinutes(5), 20_000);

    private final ManualClock clock = new ManualClock();
    private final Cancellation cancellation = new Cancellation();
    private final List<String> deltas = new CopyOnWriteArrayList<>();
    private final OpenAiModels models = models(AddressPolicy.alsoAllowing(List.of("127.0.0.0/8")));

    @AfterEach
    void close() {
        models.close();
    }

    @Test
    void readsAWholeAnswerWithWhatItUsed() throws IOException {
        try (var server = RawServer.sending(json("""
                {"id": "c", "model": "small-1", "choices": [{"index": 0, "finish_reason": "stop",
                 "message": {"role": "assistant", "content": "Hello", "reasoning_content": "hm"}}],
                 "usage": {"prompt_tokens": 11, "completion_tokens": 3, "prompt_tokens_details": {"cached_tokens": 4},
                 "completion_tokens_details": {"reasoning_tokens": 2}}}"""))) {
            assertThat(ask(server, false))
                    .isEqualTo(new Answered("Hello", "stop", new TokenUsage(11L, 4L, 3L, 2L), "small-1"));
            assertThat(deltas).isEmpty();
        }
    }

    @Test
    void asksWithTheIdOfTheCallAndTheKey() throws IOException {
        try (var server = RawServer.sending(json("{\"choices\": [{\"message\": {\"content\": \"ok\"}}]}"))) {
            var schema = JsonNodeFactory.instance.objectNode().put("type", "object");
            var parameters = new ChatParameters(0.2, 0.9, 50, 7L, null, 0.5, List.of("END"));
            var request = new ChatRequest(
                    List.of(
                            new ChatMessage(ChatMessage.Role.SYSTEM, "Be short."),
                            new ChatMessage(ChatMessage.Role.USER, "Hi")),
                    parameters,
                    schema,
                    true,
                    "call-1");

            at(server).chat(request, deltas::add, cancellation);

            var sent = server.requests().getFirst();
            assertThat(sent)
                    .startsWith("POST /v1/chat/completions HTTP/1.1")
                    .contains("X-Client-Request-Id: call-1", "Authorization: Bearer secret-key");
            assertThat(new JsonMapper().readTree(sent.substring(sent.indexOf("\r\n\r\n"))))
                    .isEqualTo(new JsonMapper().readTree("""
                            {"model": "small", "messages": [{"role": "system", "content": "Be short."}, {"role": "user", "content": "Hi"}],
                             "temperature": 0.2, "top_p": 0.9, "max_tokens": 50, "seed": 7, "frequency_penalty": 0.5, "stop": ["END"],
                             "response_format": {"type": "json_schema", "json_schema": {"name": "answer", "schema": {"type": "object"}}},
                             "stream": true, "stream_options": {"include_usage": true}}"""));
        }
    }

    @Test
    void passesOnAStreamPieceByPieceAndReadsItsUsage() throws IOException {
        var body = ": keep-alive\r\n\r\n"
                + piece("{\"reasoning_content\": \"hm\"}", "null")
                + piece("{\"role\": \"assistant\", \"content\": \"\"}", "null")
                + piece("{\"content\": \"您\"}", "null")
                + ": keep-alive\n\n"
                + piece("{\"content\": \"好\"}", "null")
                + piece("{}", "\"stop\"")
                + "data: {\"choices\": [], \"usage\": {\"prompt_tokens\": 5,\ndata: \"completion_tokens\": 2}}\n\n"
                + "data: [DONE]\n\n";
        try (var server = RawServer.sending(stream(body))) {
            assertThat(ask(server, true))
                    .isEqualTo(new Answered("您好", "stop", new TokenUsage(5L, null, 2L, null), "small-1"));
            assertThat(deltas).containsExactly("您", "好");
        }
    }

    @Test
    void takesAWholeAnswerWhereAStreamWasAskedFor() throws IOException {
        try (var server = RawServer.sending(
                json("{\"choices\": [{\"message\": {\"content\": \"all\"}, \"finish_reason\": \"stop\"}]}"))) {
            assertThat(ask(server, true)).isInstanceOf(Answered.class);
            assertThat(deltas).containsExactly("all");
        }
    }

    @Test
    void aStreamThatSaidWhyItFinishedIsWholeWithoutItsLastWord() throws IOException {
        try (var server = RawServer.sending(stream(piece("{\"content\": \"a\"}", "\"length\"")))) {
            assertThat(ask(server, true)).isEqualTo(new Answered("a", "length", TokenUsage.UNKNOWN, "small-1"));
        }
    }

    @Test
    void usesTheSameConnectionAgainAfterAStream() throws Exception {
        var body = piece("{\"content\": \"a\"}", "\"stop\"") + "data: [DONE]\n\n";
        var chunked =
                "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n"
                        .formatted(body.length(), body);
        try (var server = RawServer.answering((request, out) -> RawServer.write(out, chunked))) {
            ask(server, true);
            assertThat(ask(server, true)).isInstanceOf(Answered.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, REFUSED",
        "401, REFUSED",
        "403, REFUSED",
        "404, REFUSED",
        "301, REFUSED",
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
            assertThat(ask(server, true)).isEqualTo(new Failed(failure));
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
            assertThat(ask(server, false)).isEqualTo(new Failed(ModelFailure.CONTEXT_TOO_LONG));
        }
    }

    @Test
    void keepsWhenTheProviderWantsToBeAskedAgain() throws IOException {
        try (var server = RawServer.sending(http(429, "Retry-After: 7\r\n", ""))) {
            assertThat(ask(server, false))
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
            assertThat(ask(server, true)).isEqualTo(new Failed(failure, null, "so far", TokenUsage.UNKNOWN));
        }
    }

    @Test
    void aNamedErrorEventIsAFailure() throws IOException {
        try (var server = RawServer.sending(stream("event: error\ndata: {\"message\": \"overloaded\"}\n\n"))) {
            assertThat(ask(server, true)).isEqualTo(new Failed(ModelFailure.UNAVAILABLE));
        }
    }

    @Test
    void aStreamThatIsCutIsNotAnAnswer() throws IOException {
        try (var server = RawServer.sending(stream(piece("{\"content\": \"so f\"}", "null") + "data: {\"choi"))) {
            assertThat(ask(server, true))
                    .isEqualTo(new Failed(ModelFailure.TRUNCATED, null, "so f", TokenUsage.UNKNOWN));
        }
    }

    @Test
    void aConnectionThatBreaksInsideAChunkIsNotAnAnswer() throws IOException {
        var cut = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n"
                + piece("{\"content\": \"a\"}", "null");
        try (var server = RawServer.sending(cut)) {
            assertThat(ask(server, true)).isEqualTo(new Failed(ModelFailure.TRUNCATED, null, "a", TokenUsage.UNKNOWN));
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
            assertThat(ask(server, false)).isEqualTo(new Failed(ModelFailure.INVALID_ANSWER));
        }
    }

    @Test
    void anAnswerWithoutEndIsCutOff() throws IOException {
        var endless = piece("{\"content\": \"" + "x".repeat(900) + "\"}", "null");
        try (var server = RawServer.answering((request, out) -> {
            RawServer.write(out, stream(""));
            while (true) RawServer.write(out, endless);
        })) {
            assertThat(ask(server, true))
                    .extracting(each -> ((Failed) each).failure())
                    .isEqualTo(ModelFailure.INVALID_ANSWER);
            server.awaitCallerGone();
        }
        try (var server = RawServer.sending(json("\"" + "x".repeat(30_000) + "\""))) {
            assertThat(ask(server, false)).isEqualTo(new Failed(ModelFailure.INVALID_ANSWER));
        }
    }

    @Test
    void whatTheProviderFiltersIsRefusedAndStillCounted() throws IOException {
        var body = piece("{\"content\": \"a\"}", "\"content_filter\"")
                + "data: {\"choices\": [], \"usage\": {\"prompt_tokens\": 5, \"completion_tokens\": 1}}\n\ndata: [DONE]\n\n";
        try (var server = RawServer.sending(stream(body))) {
            assertThat(ask(server, true))
                    .isEqualTo(new Failed(ModelFailure.REFUSED, null, "a", new TokenUsage(5L, null, 1L, null)));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aServerThatNeverAnswersRunsOutOfTime(boolean streaming) throws IOException {
        try (var server = RawServer.stalling("")) {
            var outcome = askAside(server, streaming);
            server.awaitRequest();

            clock.advance(streaming ? LIMITS.firstFrame() : LIMITS.total());

            assertThat(outcome.join()).isEqualTo(new Failed(ModelFailure.TIMEOUT));
            server.awaitCallerGone();
        }
    }

    @Test
    void commentsAloneAreNoAnswer() throws IOException {
        try (var server = RawServer.stalling(stream(": keep-alive\n\n: keep-alive\n\n"))) {
            var outcome = askAside(server, true);
            server.awaitRequest();

            clock.advance(LIMITS.firstFrame());

            assertThat(outcome.join()).isEqualTo(new Failed(ModelFailure.TIMEOUT));
        }
    }

    @Test
    void aStreamThatStallsRunsOutOfTime() throws IOException {
        try (var server = RawServer.stalling(stream(piece("{\"content\": \"a\"}", "null")))) {
            var outcome = askAside(server, true);
            awaitDelta();

            clock.advance(LIMITS.nextFrame());

            assertThat(outcome.join()).isEqualTo(new Failed(ModelFailure.TIMEOUT, null, "a", TokenUsage.UNKNOWN));
            server.awaitCallerGone();
        }
    }

    @Test
    void stoppingClosesTheCallToTheProvider() throws IOException {
        try (var server = RawServer.stalling(stream(piece("{\"content\": \"a\"}", "null")))) {
            var outcome = askAside(server, true);
            awaitDelta();

            cancellation.cancel(new Fault(FaultCode.CANCELLED, "stop"));

            server.awaitCallerGone();
            assertThat(outcome.join()).isEqualTo(new Failed(ModelFailure.CANCELLED, null, "a", TokenUsage.UNKNOWN));
        }
    }

    @Test
    void stoppingBeforeTheFirstByteClosesTheCallToo() throws IOException {
        try (var server = RawServer.stalling("")) {
            var outcome = askAside(server, false);
            server.awaitRequest();

            cancellation.cancel(new Fault(FaultCode.CANCELLED, "stop"));

            server.awaitCallerGone();
            assertThat(outcome.join()).isEqualTo(new Failed(ModelFailure.CANCELLED));
        }
    }

    @Test
    void makesNoCallThatIsStoppedAlready() throws IOException {
        cancellation.cancel(new Fault(FaultCode.CANCELLED, "stop"));
        try (var server = RawServer.sending(json("{}"))) {
            assertThat(ask(server, false)).isEqualTo(new Failed(ModelFailure.CANCELLED));
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void callsNoAddressThatTheOperatorDenies() throws IOException {
        try (var server = RawServer.sending(json("{}"));
                var strict = models(AddressPolicy.publicOnly())) {
            var outcome = strict.at(endpoint(server.port())).chat(request(false), deltas::add, cancellation);

            assertThat(outcome).isEqualTo(new Failed(ModelFailure.REFUSED));
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void aServerThatIsNotThereIsUnavailable() throws IOException {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        assertThat(models.at(endpoint(port)).chat(request(true), deltas::add, cancellation))
                .isEqualTo(new Failed(ModelFailure.UNAVAILABLE));
    }

    @Test
    void neverShowsItsKey() {
        assertThat(endpoint(1).toString()).doesNotContain("secret-key");
    }

    private ChatOutcome ask(RawServer server, boolean streaming) {
        return at(server).chat(request(streaming), deltas::add, cancellation);
    }

    private CompletableFuture<ChatOutcome> askAside(RawServer server, boolean streaming) {
        return CompletableFuture.supplyAsync(() -> ask(server, streaming), Thread::startVirtualThread)
                .orTimeout(20, TimeUnit.SECONDS);
    }

    private void awaitDelta() {
        org.awaitility.Awaitility.await().until(() -> !deltas.isEmpty());
    }

    private io.flotilla.engine.model.ChatModel at(RawServer server) {
        return models.at(endpoint(server.port()));
    }

    private OpenAiModels models(AddressPolicy policy) {
        return new OpenAiModels(new GuardedLookup(policy, HostLookup.SYSTEM), LIMITS, clock);
    }

    private static OpenAiEndpoint endpoint(int port) {
        return new OpenAiEndpoint(URI.create("http://127.0.0.1:%d/v1/".formatted(port)), "small", "secret-key");
    }

    private static ChatRequest request(boolean streaming) {
        return new ChatRequest(
                List.of(new ChatMessage(ChatMessage.Role.USER, "Hi")),
                ChatParameters.DEFAULT,
                null,
                streaming,
                "call-1");
    }

    private static String json(String body) {
        return http(200, "Content-Type: application/json\r\n", body);
    }

    private static String piece(String delta, String finishReason) {
        return "data: {\"model\": \"small-1\", \"choices\": [{\"index\": 0, \"delta\": %s, \"finish_reason\": %s}], \"usage\": null}\n\n"
                .formatted(delta, finishReason);
    }
}
