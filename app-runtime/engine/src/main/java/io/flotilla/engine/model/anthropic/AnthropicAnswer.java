package io.flotilla.engine.model.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.engine.model.ChatOutcome;
import io.flotilla.engine.model.ModelFailure;
import io.flotilla.engine.model.TokenUsage;
import io.flotilla.engine.model.http.AnswerReader;
import io.flotilla.engine.model.http.AnswerSoFar;
import io.flotilla.engine.model.http.SseReader;
import io.flotilla.engine.model.http.UnreadableAnswer;
import org.jspecify.annotations.Nullable;

/// Reads Anthropic's answers: the whole one, and the events from `message_start` to `message_stop`. Blocks of kinds
/// that are not known here, such as thinking, are passed over.
record AnthropicAnswer(AnswerSoFar answer) implements AnswerReader {
    private static final String REFUSAL = "refusal";

    @Override
    public ChatOutcome whole(JsonNode whole) throws UnreadableAnswer {
        if (whole.path("type").asText().equals("error")) {
            return answer.failed(AnthropicErrors.read(whole.path("error")));
        }
        var blocks = whole.path("content");
        if (!blocks.isArray()) throw new UnreadableAnswer();
        answer.begin();
        answer.model(whole.path("model").textValue());
        answer.usage(usage(whole.path("usage"), answer.usage()));
        answer.finishReason(finishReason(whole));
        for (int i = 0; i < blocks.size(); i++) {
            beginBlock(i, blocks.get(i));
            if (isToolUse(blocks.get(i))) answer.call(i, null, null, input(blocks.get(i)));
        }
        return finished();
    }

    @Override
    public @Nullable ChatOutcome next(SseReader.Event event) throws UnreadableAnswer {
        var data = AnswerSoFar.object(event.data().getBytes(UTF_8));
        switch (data.path("type").asText()) {
            case "message_start" -> begin(data.path("message"));
            case "content_block_start" ->
                beginBlock(data.path("index").asInt(), data.path("content_block"));
            case "content_block_delta" -> add(data.path("index").asInt(), data.path("delta"));
            case "message_delta" -> {
                answer.usage(usage(data.path("usage"), answer.usage()));
                answer.finishReason(finishReason(data.path("delta")));
            }
            case "message_stop" -> {
                if (!answer.hasBegun() || answer.finishReason() == null) throw new UnreadableAnswer();
                return finished();
            }
            case "error" -> {
                return answer.failed(AnthropicErrors.read(data.path("error")));
            }
            case "" -> throw new UnreadableAnswer();
            default -> {} // the API adds kinds of events, and asks its clients to pass over them
        }
        return null;
    }

    /// The API always says when a message stops.
    @Override
    public ChatOutcome cutOff() {
        return answer.failed(ModelFailure.TRUNCATED);
    }

    private ChatOutcome finished() throws UnreadableAnswer {
        return REFUSAL.equals(answer.finishReason()) ? answer.failed(ModelFailure.REFUSED) : answer.answered();
    }

    private void begin(JsonNode message) throws UnreadableAnswer {
        if (!message.isObject()) throw new UnreadableAnswer();
        answer.begin();
        answer.model(message.path("model").textValue());
        answer.usage(usage(message.path("usage"), answer.usage()));
    }

    private void beginBlock(int index, JsonNode block) throws UnreadableAnswer {
        if (block.path("type").asText().equals("text")) answer.say(text(block.path("text")));
        if (isToolUse(block)) {
            answer.call(index, block.path("id").textValue(), block.path("name").textValue(), "");
        }
    }

    private void add(int index, JsonNode delta) throws UnreadableAnswer {
        switch (delta.path("type").asText()) {
            case "text_delta" -> answer.say(text(delta.path("text")));
            case "input_json_delta" -> answer.call(index, null, null, text(delta.path("partial_json")));
            default -> {} // thinking, signatures, citations
        }
    }

    private static String text(JsonNode text) throws UnreadableAnswer {
        if (!text.isTextual()) throw new UnreadableAnswer();
        return text.textValue();
    }

    private static boolean isToolUse(JsonNode block) {
        return block.path("type").asText().equals("tool_use");
    }

    private static String input(JsonNode block) throws UnreadableAnswer {
        if (!block.path("input").isObject()) throw new UnreadableAnswer();
        return block.get("input").toString();
    }

    /// In the words that the engine knows from OpenAI.
    private static @Nullable String finishReason(JsonNode message) {
        var reason = message.path("stop_reason").textValue();
        return switch (reason) {
            case null -> null;
            case "end_turn", "stop_sequence" -> "stop";
            case "max_tokens", "model_context_window_exceeded" -> "length";
            case "tool_use" -> "tool_calls";
            default -> reason;
        };
    }

    /// What was written to the provider's cache and read from it is not in `input_tokens`. Later events tell only what
    /// has changed.
    private static TokenUsage usage(JsonNode usage, TokenUsage before) {
        var output = AnswerSoFar.count(usage.path("output_tokens"));
        var fresh = AnswerSoFar.count(usage.path("input_tokens"));
        if (fresh == null) {
            return output == null ? before : new TokenUsage(before.input(), before.cachedInput(), output, null);
        }
        var written = AnswerSoFar.count(usage.path("cache_creation_input_tokens"));
        var read = AnswerSoFar.count(usage.path("cache_read_input_tokens"));
        long input = fresh + (written == null ? 0 : written) + (read == null ? 0 : read);
        return new TokenUsage(input, read, output == null ? before.output() : output, null);
    }
}
