package io.flotilla.engine.model.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.flotilla.engine.model.ModelFailure;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;

/// What an error of the API means. Its words are looked at and never passed on: they may quote the prompt.
final class AnthropicErrors {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Pattern CONTEXT =
            Pattern.compile("prompt is too long|context window|context limit|input is too long|too many tokens");
    private static final Pattern REFUSED = Pattern.compile("content.?filter|usage policy");

    private AnthropicErrors() {}

    /// The failure behind an answer that is not 200.
    static ModelFailure read(int status, byte[] body) {
        if (status == 429) return ModelFailure.RATE_LIMITED;
        if (status == 408 || status == 504) return ModelFailure.TIMEOUT;
        if (status == 413) return ModelFailure.CONTEXT_TOO_LONG;
        if (status >= 500) return ModelFailure.UNAVAILABLE;
        var failure = read(error(body));
        return failure == ModelFailure.UNAVAILABLE ? ModelFailure.NOT_ACCEPTED : failure;
    }

    /// The failure behind an `error` in a stream or an answer.
    static ModelFailure read(JsonNode error) {
        var message = error.path("message").asText().toLowerCase(Locale.ROOT);
        return switch (error.path("type").asText()) {
            case "rate_limit_error" -> ModelFailure.RATE_LIMITED;
            case "timeout_error" -> ModelFailure.TIMEOUT;
            case "request_too_large" -> ModelFailure.CONTEXT_TOO_LONG;
            case "invalid_request_error" -> {
                if (CONTEXT.matcher(message).find()) yield ModelFailure.CONTEXT_TOO_LONG;
                yield REFUSED.matcher(message).find() ? ModelFailure.REFUSED : ModelFailure.NOT_ACCEPTED;
            }
            case "authentication_error", "permission_error", "not_found_error", "billing_error" ->
                ModelFailure.NOT_ACCEPTED;
            default -> ModelFailure.UNAVAILABLE;
        };
    }

    private static JsonNode error(byte[] body) {
        try {
            return MAPPER.readTree(body).path("error");
        } catch (IOException e) {
            return MAPPER.missingNode();
        }
    }
}
