package io.flotilla.engine.model.openai;

import static io.flotilla.engine.model.openai.OpenAiBench.endpoint;
import static io.flotilla.engine.model.openai.OpenAiBench.json;
import static io.flotilla.engine.model.openai.OpenAiBench.piece;
import static io.flotilla.engine.testing.RawServer.stream;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.flotilla.engine.model.ChatMessage;
import io.flotilla.engine.model.ChatOutcome.Answered;
import io.flotilla.engine.model.ChatParameters;
import io.flotilla.engine.model.ChatRequest;
import io.flotilla.engine.model.TokenUsage;
import io.flotilla.engine.testing.RawServer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Answers, whole and in pieces, and how they are asked for.
class OpenAiChatModelTest {
    private final OpenAiBench bench = new OpenAiBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void readsAWholeAnswerWithWhatItUsed() throws IOException {
        try (var server = RawServer.sending(json("""
                {"id": "c", "model": "small-1", "choices": [{"index": 0, "finish_reason": "stop",
                 "message": {"role": "assistant", "content": "Hello", "reasoning_content": "hm"}}],
                 "usage": {"prompt_tokens": 11, "completion_tokens": 3, "prompt_tokens_details": {"cached_tokens": 4},
                 "completion_tokens_details": {"reasoning_tokens": 2}}}"""))) {
            assertThat(bench.ask(server, false))
                    .isEqualTo(new Answered("Hello", "stop", new TokenUsage(11L, 4L, 3L, 2L), "small-1"));
            assertThat(bench.deltas).isEmpty();
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

            bench.at(server).chat(request, bench.deltas::add, bench.cancellation);

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
            assertThat(bench.ask(server, true))
                    .isEqualTo(new Answered("您好", "stop", new TokenUsage(5L, null, 2L, null), "small-1"));
            assertThat(bench.deltas).containsExactly("您", "好");
        }
    }

    @Test
    void takesAWholeAnswerWhereAStreamWasAskedFor() throws IOException {
        try (var server = RawServer.sending(
                json("{\"choices\": [{\"message\": {\"content\": \"all\"}, \"finish_reason\": \"stop\"}]}"))) {
            assertThat(bench.ask(server, true)).isInstanceOf(Answered.class);
            assertThat(bench.deltas).containsExactly("all");
        }
    }

    @Test
    void aStreamThatSaidWhyItFinishedIsWholeWithoutItsLastWord() throws IOException {
        try (var server = RawServer.sending(stream(piece("{\"content\": \"a\"}", "\"length\"")))) {
            assertThat(bench.ask(server, true)).isEqualTo(new Answered("a", "length", TokenUsage.UNKNOWN, "small-1"));
        }
    }

    @Test
    void usesTheSameConnectionAgainAfterAStream() throws Exception {
        var body = piece("{\"content\": \"a\"}", "\"stop\"") + "data: [DONE]\n\n";
        var chunked =
                "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n"
                        .formatted(body.length(), body);
        try (var server = RawServer.answering((request, out) -> RawServer.write(out, chunked))) {
            bench.ask(server, true);
            assertThat(bench.ask(server, true)).isInstanceOf(Answered.class);
        }
    }

    @Test
    void neverShowsItsKey() {
        assertThat(endpoint(1).toString()).doesNotContain("secret-key");
    }
}
