package io.flotilla.engine.model.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.flotilla.engine.model.ModelFailure;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;

/// What an error of an OpenAI-compatible server means. Its words are looked at and never passed on: they may quote
/// the
/// prompt.
final class OpenAiErrors {
    private static final JsonMapper MAPPER = new JsonMapper();

    private static final Pattern CONTEXT = Pattern.compile(
            "context_length|context length|context window|maximum context|max_model_len|prompt is too long|input is too long|too many tokens|exceeds? the (model's )?(maximum|max) (input )?(length|tokens)");

    private static final Pattern RATE = Pattern.compile("rate.?limit|too many requests|quota|\\brpm\\b|\\btpm\\b");

    private static final Pattern REFUSED = Pattern.compile("content.?filter|content.?policy|data.?inspection");
    private static final Pattern NOT_ACCEPTED =
            Pattern.compile("invalid.?request|invalid.?api.?key|authentication|permission|not.?found");

    private OpenAiErrors() {}

    /// The failure behind an answer that is not 200.
    static ModelFailure read(int status, byte[] body) {
        if (status == 429) return ModelFailure.RATE_LIMITED;
        if (status == 408) return ModelFailure.TIMEOUT;
        if (status >= 500) return ModelFailure.UNAVAILABLE;
        var words = words(body);
        if (status == 413 || CONTEXT.matcher(words).find()) return ModelFailure.CONTEXT_TOO_LONG;
        return REFUSED.matcher(words).find() ? ModelFailure.REFUSED : ModelFailure.NOT_ACCEPTED;
    }

    /// The failure behind an `error` inside a stream or a 200.
    static ModelFailure read(JsonNode error) {
        var words = words(error);
        if (CONTEXT.matcher(words).find()) return ModelFailure.CONTEXT_TOO_LONG;
        if (RATE.matcher(words).find()) return ModelFailure.RATE_LIMITED;
        if (REFUSED.matcher(words).find()) return ModelFailure.REFUSED;
        if (NOT_ACCEPTED.matcher(words).find()) return ModelFailure.NOT_ACCEPTED;
        return ModelFailure.UNAVAILABLE;
    }

    private static String words(byte[] body) {
        try {
            var answer = MAPPER.readTree(body);
            return answer == null ? "" : words(answer.path("error").isMissingNode() ? answer : answer.path("error"));
        } catch (IOException e) {
            return "";
        }
    }

    private static String words(JsonNode error) {
        if (error.isTextual()) return error.textValue().toLowerCase(Locale.ROOT);
        return "%s %s %s"
                .formatted(
                        error.path("code").asText(),
                        error.path("type").asText(),
                        error.path("message").asText())
                .toLowerCase(Locale.ROOT);
    }
}
