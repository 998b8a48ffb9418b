package io.flotilla.engine.model.openai;

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

/// Reads OpenAI's answers: the whole one and the chunks of a stream.
record OpenAiAnswer(AnswerSoFar answer) implements AnswerReader {
    private static final String FILTERED = "content_filter";

    @Override
    public ChatOutcome whole(JsonNode whole) throws UnreadableAnswer {
        if (whole.hasNonNull("error")) return answer.failed(OpenAiErrors.read(whole.get("error")));
        var choice = whole.path("choices").path(0);
        if (!choice.path("message").isObject()) throw new UnreadableAnswer();
        take(whole, choice, choice.path("message"));
        return finished();
    }

    @Override
    public @Nullable ChatOutcome next(SseReader.Event event) throws UnreadableAnswer {
        if (event.data().equals("[DONE]")) {
            if (!answer.hasBegun()) throw new UnreadableAnswer();
            return finished();
        }
        var chunk = AnswerSoFar.object(event.data().getBytes(UTF_8));
        if (chunk.hasNonNull("error")) return answer.failed(OpenAiErrors.read(chunk.get("error")));
        if (event.name().equals("error")) return answer.failed(OpenAiErrors.read(chunk));
        if (!chunk.path("choices").isArray()) throw new UnreadableAnswer();
        answer.begin();
        var choice = chunk.path("choices").path(0);
        take(chunk, choice, choice.path("delta"));
        return null;
    }

    /// Some servers say why the answer finished, and leave without the last word.
    @Override
    public ChatOutcome cutOff() throws UnreadableAnswer {
        return answer.finishReason() == null ? answer.failed(ModelFailure.TRUNCATED) : finished();
    }

    private ChatOutcome finished() throws UnreadableAnswer {
        return FILTERED.equals(answer.finishReason()) ? answer.failed(ModelFailure.REFUSED) : answer.answered();
    }

    private void take(JsonNode whole, JsonNode choice, JsonNode message) throws UnreadableAnswer {
        answer.model(whole.path("model").textValue());
        if (whole.path("usage").isObject()) answer.usage(usage(whole.get("usage")));
        answer.finishReason(choice.path("finish_reason").textValue());
        if (message.path("refusal").isTextual()) answer.finishReason(FILTERED);
        var calls = message.path("tool_calls");
        for (int i = 0; i < calls.size(); i++) call(calls.get(i), i);
        var content = message.path("content");
        if (content.isMissingNode() || content.isNull()) return;
        if (!content.isTextual()) throw new UnreadableAnswer();
        answer.say(content.textValue());
    }

    private void call(JsonNode call, int position) throws UnreadableAnswer {
        var function = call.path("function");
        answer.call(
                call.path("index").asInt(position),
                call.path("id").textValue(),
                function.path("name").textValue(),
                function.path("arguments").asText(""));
    }

    private static TokenUsage usage(JsonNode usage) {
        var cached = AnswerSoFar.count(usage.path("prompt_tokens_details").path("cached_tokens"));
        return new TokenUsage(
                AnswerSoFar.count(usage.path("prompt_tokens")),
                cached != null ? cached : AnswerSoFar.count(usage.path("prompt_cache_hit_tokens")),
                AnswerSoFar.count(usage.path("completion_tokens")),
                AnswerSoFar.count(usage.path("completion_tokens_details").path("reasoning_tokens")));
    }
}
