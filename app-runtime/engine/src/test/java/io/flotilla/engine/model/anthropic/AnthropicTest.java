package io.flotilla.engine.model.anthropic;

import static io.flotilla.engine.testing.RawServer.http;
import static io.flotilla.engine.testing.RawServer.stream;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.flotilla.engine.address.AddressPolicy;
import io.flotilla.engine.address.GuardedLookup;
import io.flotilla.engine.address.HostLookup;
import io.flotilla.engine.control.Cancellation;
import io.flotilla.engine.model.ChatMessage;
import io.flotilla.engine.model.ChatMessage.Role;
import io.flotilla.engine.model.ChatOutcome;
import io.flotilla.engine.model.ChatOutcome.Answered;
import io.flotilla.engine.model.ChatOutcome.Failed;
import io.flotilla.engine.model.ChatParameters;
import io.flotilla.engine.model.ChatRequest;
import io.flotilla.engine.model.Image;
import io.flotilla.engine.model.ModelFailure;
import io.flotilla.engine.model.TokenUsage;
import io.flotilla.engine.model.Tool;
import io.flotilla.engine.model.ToolCall;
import io.flotilla.engine.model.http.Endpoint;
import io.flotilla.engine.model.http.HttpChatModels;
import io.flotilla.engine.model.http.ModelLimits;
import io.flotilla.engine.testing.ManualClock;
import io.flotilla.engine.testing.RawServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The Messages API over a connection: what is asked, what comes back, and every way in which it fails.
class AnthropicTest {
    private static final ModelLimits LIMITS = new ModelLimits(
            Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofMinutes(5), 20_000);
    private static final String START = event("""
            {"type": "message_start", "message": {"model": "claude-x", "usage":
             {"input_tokens": 10, "cache_creation_input_tokens": 3, "cache_read_input_tokens": 4, "output_tokens": 1}}}""");

    private final ManualClock clock = new ManualClock();
    private final List<String> deltas = new ArrayList<>();
    private final HttpChatModels models = new HttpChatModels(
            new GuardedLookup(AddressPolicy.alsoAllowing(List.of("127.0.0.0/8")), HostLookup.SYSTEM), LIMITS, clock);

    @AfterEach
    void close() {
        models.close();
    }

    @Test
    void readsAWholeAnswerWithWhatItUsedAndWhatWasCached() throws IOException {
        try (var server = RawServer.sending(json("""
                {"type": "message", "model": "claude-x", "stop_reason": "end_turn",
                 "content": [{"type": "thinking", "thinking": "hm"}, {"type": "text", "text": "Hello"}],
                 "usage": {"input_tokens": 10, "cache_creation_input_tokens": 3, "cache_read_input_tokens": 4, "output_tokens": 7}}"""))) {
            assertThat(ask(server, request(false)))
                    .isEqualTo(new Answered("Hello", "stop", new TokenUsage(17L, 4L, 7L, null), "claude-x"));
        }
    }

    @Test
    void asksInTheFormOfTheApi() throws IOException {
        var call = new ToolCall("t1", "find", "{\"id\": 1}");
        var png = "data:image/png;base64,iVBORw0KGgo=";
        var schema = new JsonMapper().readTree("{\"type\": \"object\"}");
        var request = new ChatRequest(
                List.of(
                        new ChatMessage(Role.SYSTEM, "Be short."),
                        ChatMessage.showing("Look", List.of(new Image(png), new Image("https://x.example/a.png"))),
                        ChatMessage.calling("I look it up.", List.of(call)),
                        ChatMessage.ofTool(call, "found"),
                        new ChatMessage(Role.USER, "And?")),
                new ChatParameters(1.5, 0.9, null, 7L, null, 0.5, List.of("END")),
                schema,
                List.of(new Tool("find", "Finds.", schema)),
                true,
                "call-1");
        try (var server = RawServer.sending(json("{}"))) {
            ask(server, request);

            var sent = server.requests().getFirst();
            assertThat(sent)
                    .startsWith("POST /v1/messages HTTP/1.1")
                    .contains("x-api-key: secret-key", "anthropic-version: 2023-06-01", "X-Client-Request-Id: call-1");
            assertThat(new JsonMapper().readTree(sent.substring(sent.indexOf("\r\n\r\n"))))
                    .isEqualTo(new JsonMapper().readTree("""
                            {"model": "claude", "max_tokens": 4096,
                             "system": "Be short.\\n\\nAnswer with JSON only, without any other text. It must satisfy this JSON Schema:\\n{\\"type\\":\\"object\\"}",
                             "messages": [
                              {"role": "user", "content": [
                               {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "iVBORw0KGgo="}},
                               {"type": "image", "source": {"type": "url", "url": "https://x.example/a.png"}},
                               {"type": "text", "text": "Look"}]},
                              {"role": "assistant", "content": [
                               {"type": "text", "text": "I look it up."},
                               {"type": "tool_use", "id": "t1", "name": "find", "input": {"id": 1}}]},
                              {"role": "user", "content": [
                               {"type": "tool_result", "tool_use_id": "t1", "content": "found"},
                               {"type": "text", "text": "And?"}]}],
                             "tools": [{"name": "find", "description": "Finds.", "input_schema": {"type": "object"}}],
                             "temperature": 1.0, "top_p": 0.9, "stop_sequences": ["END"], "stream": true}"""));
        }
    }

    @Test
    void passesOnAStreamPieceByPiece() throws IOException {
        var body = START
                + event(
                        "{\"type\": \"content_block_start\", \"index\": 0, \"content_block\": {\"type\": \"text\", \"text\": \"\"}}")
                + event("{\"type\": \"ping\"}")
                + text("您")
                + text("好")
                + event("{\"type\": \"content_block_stop\", \"index\": 0}")
                + event("{\"type\": \"something_new\"}")
                + stop("max_tokens");
        try (var server = RawServer.sending(stream(body))) {
            assertThat(ask(server, request(true)))
                    .isEqualTo(new Answered("您好", "length", new TokenUsage(17L, 4L, 9L, null), "claude-x"));
            assertThat(deltas).containsExactly("您", "好");
        }
    }

    @Test
    void gathersTheCallsOfToolsFromAStream() throws IOException {
        var body = START
                + event(
                        "{\"type\": \"content_block_start\", \"index\": 1, \"content_block\": {\"type\": \"tool_use\", \"id\": \"t1\", \"name\": \"find\", \"input\": {}}}")
                + event(
                        "{\"type\": \"content_block_delta\", \"index\": 1, \"delta\": {\"type\": \"input_json_delta\", \"partial_json\": \"{\\\"id\\\"\"}}")
                + event(
                        "{\"type\": \"content_block_delta\", \"index\": 1, \"delta\": {\"type\": \"input_json_delta\", \"partial_json\": \": 1}\"}}")
                + stop("tool_use");
        try (var server = RawServer.sending(stream(body))) {
            var answered = (Answered) ask(server, request(true));

            assertThat(answered.calls()).containsExactly(new ToolCall("t1", "find", "{\"id\": 1}"));
            assertThat(answered.finishReason()).isEqualTo("tool_calls");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {\"error\": {\"type\": \"invalid_request_error\", \"message\": \"prompt is too long: 9 > 8\"}} | CONTEXT_TOO_LONG",
                "400 | {\"error\": {\"type\": \"invalid_request_error\", \"message\": \"roles must alternate\"}} | NOT_ACCEPTED",
                "401 | {\"error\": {\"type\": \"authentication_error\"}} | NOT_ACCEPTED",
                "404 | no JSON | NOT_ACCEPTED",
                "413 | {} | CONTEXT_TOO_LONG",
                "429 | {} | RATE_LIMITED",
                "500 | {} | UNAVAILABLE",
                "504 | {} | TIMEOUT",
                "529 | {\"error\": {\"type\": \"overloaded_error\"}} | UNAVAILABLE"
            })
    void tellsFailuresApart(int status, String body, ModelFailure failure) throws IOException {
        try (var server = RawServer.sending(http(status, "", body))) {
            assertThat(ask(server, request(true))).isEqualTo(new Failed(failure));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\": \"error\", \"error\": {\"type\": \"overloaded_error\"}} | UNAVAILABLE",
                "{\"type\": \"error\", \"error\": {\"type\": \"rate_limit_error\"}} | RATE_LIMITED",
                "{\"type\": \"content_block_delta\", \"delta\": {\"type\": \"text_delta\", \"text\": 5}} | INVALID_ANSWER",
                "{\"type\": \"message_stop\"} | INVALID_ANSWER",
                "this is not JSON | INVALID_ANSWER"
            })
    void anErrorInsideAStreamIsAFailureNotAnEnd(String event, ModelFailure failure) throws IOException {
        try (var server = RawServer.sending(stream(START + text("so far") + event(event)))) {
            assertThat(ask(server, request(true)))
                    .isEqualTo(new Failed(failure, null, "so far", new TokenUsage(17L, 4L, 1L, null)));
        }
    }

    @Test
    void aStreamWithoutItsStopIsNotAnAnswer() throws IOException {
        var unfinished = START
                + text("so far")
                + event(
                        "{\"type\": \"message_delta\", \"delta\": {\"stop_reason\": \"end_turn\"}, \"usage\": {\"output_tokens\": 9}}");
        try (var server = RawServer.sending(stream(unfinished))) {
            assertThat(ask(server, request(true)))
                    .isEqualTo(new Failed(ModelFailure.TRUNCATED, null, "so far", new TokenUsage(17L, 4L, 9L, null)));
        }
    }

    @Test
    void aRefusalIsNoAnswerAndStillCounted() throws IOException {
        try (var server = RawServer.sending(stream(START + text("I") + stop("refusal")))) {
            assertThat(ask(server, request(true)))
                    .isEqualTo(new Failed(ModelFailure.REFUSED, null, "I", new TokenUsage(17L, 4L, 9L, null)));
        }
    }

    @Test
    void pingsAloneAreNoAnswer() throws IOException {
        var pings = event("{\"type\": \"ping\"}").repeat(3);
        try (var server = RawServer.stalling(stream(pings))) {
            var outcome = CompletableFuture.supplyAsync(() -> ask(server, request(true)), Thread::startVirtualThread)
                    .orTimeout(20, TimeUnit.SECONDS);
            server.awaitRequest();

            clock.advance(LIMITS.firstFrame());

            assertThat(outcome.join()).isEqualTo(new Failed(ModelFailure.TIMEOUT));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<html>", "{}", "[]", "{\"content\": [{\"type\": \"tool_use\", \"name\": \"x\", \"input\": 1}]}"
            })
    void garbageIsNotAnAnswer(String body) throws IOException {
        try (var server = RawServer.sending(json(body))) {
            assertThat(ask(server, request(false)))
                    .extracting(each -> ((Failed) each).failure())
                    .isEqualTo(ModelFailure.INVALID_ANSWER);
        }
    }

    private ChatOutcome ask(RawServer server, ChatRequest request) {
        var dialect = new Anthropic(new Endpoint(server.url("/v1"), "claude", "secret-key"));
        return models.asking(dialect).chat(request, deltas::add, new Cancellation());
    }

    private static ChatRequest request(boolean streaming) {
        var messages = List.of(new ChatMessage(Role.USER, "Hi"));
        return new ChatRequest(messages, ChatParameters.DEFAULT, null, streaming, "call-1");
    }

    private static String json(String body) {
        return http(200, "Content-Type: application/json\r\n", body);
    }

    private static String text(String piece) {
        return event(
                "{\"type\": \"content_block_delta\", \"index\": 0, \"delta\": {\"type\": \"text_delta\", \"text\": \"%s\"}}"
                        .formatted(piece));
    }

    private static String stop(String reason) {
        return event(
                        "{\"type\": \"message_delta\", \"delta\": {\"stop_reason\": \"%s\"}, \"usage\": {\"output_tokens\": 9}}"
                                .formatted(reason))
                + event("{\"type\": \"message_stop\"}");
    }

    private static String event(String data) {
        var type = data.replaceFirst("(?s)^\\{\"type\": \"(\\w+)\".*", "$1");
        return "event: %s\ndata: %s\n\n".formatted(type.strip(), data.replace("\n", " "));
    }
}
