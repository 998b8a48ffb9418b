package io.flotilla.engine.model.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.flotilla.engine.model.ChatOutcome;
import io.flotilla.engine.model.ChatOutcome.Answered;
import io.flotilla.engine.model.ChatOutcome.Failed;
import io.flotilla.engine.model.ModelFailure;
import io.flotilla.engine.model.TokenUsage;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What of an answer has arrived. Reads both shapes, the whole one and the pieces of a stream.
final class AnswerSoFar {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Consumer<String> deltas;
    private final int maxLength;
    private final StringBuilder text = new StringBuilder();
    private TokenUsage usage = TokenUsage.UNKNOWN;
    private @Nullable String finishReason;
    private @Nullable String model;
    private boolean begun;

    AnswerSoFar(Consumer<String> deltas, int maxLength) {
        this.deltas = deltas;
        this.maxLength = maxLength;
    }

    /// Takes the whole answer.
    ChatOutcome whole(byte[] content) throws UnreadableAnswer {
        var answer = parse(content);
        if (answer.hasNonNull("error")) return failed(ErrorAnswer.read(answer.get("error")));
        var choice = answer.path("choices").path(0);
        if (!choice.path("message").isObject()) throw new UnreadableAnswer();
        take(answer, choice, choice.path("message"));
        return finished();
    }

    /// Takes the next piece of a stream.
    ///
    /// @return the failure that the piece tells of, if it does
    @Nullable
    ModelFailure add(SseReader.Event event) throws UnreadableAnswer {
        var chunk = parse(event.data().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        if (chunk.hasNonNull("error")) return ErrorAnswer.read(chunk.get("error"));
        if (event.name().equals("error")) return ErrorAnswer.read(chunk);
        if (!chunk.path("choices").isArray()) throw new UnreadableAnswer();
        begun = true;
        var choice = chunk.path("choices").path(0);
        take(chunk, choice, choice.path("delta"));
        return null;
    }

    /// The stream is at its end.
    ///
    /// @param done whether the server said so
    ChatOutcome streamEnded(boolean done) throws UnreadableAnswer {
        if (!done && finishReason == null) return failed(ModelFailure.TRUNCATED);
        if (!begun) throw new UnreadableAnswer();
        return finished();
    }

    Failed failed(ModelFailure failure) {
        return new Failed(failure, null, text.toString(), usage);
    }

    boolean hasBegun() {
        return begun;
    }

    TokenUsage usage() {
        return usage;
    }

    private ChatOutcome finished() {
        if ("content_filter".equals(finishReason)) return failed(ModelFailure.REFUSED);
        return new Answered(text.toString(), finishReason == null ? "unknown" : finishReason, usage, model);
    }

    private void take(JsonNode answer, JsonNode choice, JsonNode message) throws UnreadableAnswer {
        if (answer.path("model").isTextual()) model = answer.get("model").textValue();
        if (answer.path("usage").isObject()) usage = usage(answer.get("usage"));
        if (choice.path("finish_reason").isTextual()) {
            finishReason = choice.get("finish_reason").textValue();
        }
        if (message.path("refusal").isTextual()) finishReason = "content_filter";
        var content = message.path("content");
        if (content.isMissingNode() || content.isNull()) return;
        if (!content.isTextual()) throw new UnreadableAnswer();
        var piece = content.textValue();
        if (piece.isEmpty()) return;
        text.append(piece);
        if (text.length() > maxLength) throw new UnreadableAnswer();
        deltas.accept(piece);
    }

    private static TokenUsage usage(JsonNode usage) {
        var cached = count(usage.path("prompt_tokens_details").path("cached_tokens"));
        return new TokenUsage(
                count(usage.path("prompt_tokens")),
                cached != null ? cached : count(usage.path("prompt_cache_hit_tokens")),
                count(usage.path("completion_tokens")),
                count(usage.path("completion_tokens_details").path("reasoning_tokens")));
    }

    private static @Nullable Long count(JsonNode number) {
        return number.canConvertToLong() && number.longValue() >= 0 ? number.longValue() : null;
    }

    private static JsonNode parse(byte[] content) throws UnreadableAnswer {
        try {
            var answer = MAPPER.readTree(content);
            if (answer == null || !answer.isObject()) throw new UnreadableAnswer();
            return answer;
        } catch (JsonProcessingException e) {
            throw new UnreadableAnswer();
        } catch (UnreadableAnswer e) {
            throw e;
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be read", e);
        }
    }
}
