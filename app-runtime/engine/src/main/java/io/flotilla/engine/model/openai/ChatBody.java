package io.flotilla.engine.model.openai;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flotilla.engine.model.ChatParameters;
import io.flotilla.engine.model.ChatRequest;
import java.util.Locale;

/// A chat request as OpenAI's `POST /chat/completions` wants it.
final class ChatBody {
    private ChatBody() {}

    static String of(String model, ChatRequest request) {
        var body = JsonNodeFactory.instance.objectNode();
        body.put("model", model);
        var messages = body.putArray("messages");
        request.messages()
                .forEach(message -> messages.addObject()
                        .put("role", message.role().name().toLowerCase(Locale.ROOT))
                        .put("content", message.content()));
        put(body, request.parameters());
        var schema = request.schema();
        if (schema != null) {
            var format = body.putObject("response_format").put("type", "json_schema");
            format.putObject("json_schema").put("name", "answer").set("schema", schema);
        }
        body.put("stream", request.stream());
        if (request.stream()) body.putObject("stream_options").put("include_usage", true);
        return body.toString();
    }

    private static void put(ObjectNode body, ChatParameters parameters) {
        if (parameters.temperature() != null) body.put("temperature", parameters.temperature());
        if (parameters.topP() != null) body.put("top_p", parameters.topP());
        if (parameters.maxTokens() != null) body.put("max_tokens", parameters.maxTokens());
        if (parameters.seed() != null) body.put("seed", parameters.seed());
        if (parameters.presencePenalty() != null) body.put("presence_penalty", parameters.presencePenalty());
        if (parameters.frequencyPenalty() != null) body.put("frequency_penalty", parameters.frequencyPenalty());
        if (!parameters.stop().isEmpty()) {
            var stop = body.putArray("stop");
            parameters.stop().forEach(stop::add);
        }
    }
}
