package io.flotilla.engine.model.openai;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flotilla.engine.model.ChatMessage;
import io.flotilla.engine.model.ChatParameters;
import io.flotilla.engine.model.ChatRequest;
import io.flotilla.engine.model.Tool;
import java.util.Locale;

/// A chat request as OpenAI's `POST /chat/completions` wants it.
final class OpenAiBody {
    private OpenAiBody() {}

    static String of(String model, ChatRequest request) {
        var body = JsonNodeFactory.instance.objectNode();
        body.put("model", model);
        var messages = body.putArray("messages");
        request.messages().forEach(message -> put(messages.addObject(), message));
        put(body, request.parameters());
        if (!request.tools().isEmpty()) {
            var tools = body.putArray("tools");
            request.tools().forEach(tool -> put(tools.addObject(), tool));
        }
        var schema = request.schema();
        if (schema != null) {
            var format = body.putObject("response_format").put("type", "json_schema");
            format.putObject("json_schema").put("name", "answer").set("schema", schema);
        }
        body.put("stream", request.stream());
        if (request.stream()) body.putObject("stream_options").put("include_usage", true);
        return body.toString();
    }

    private static void put(ObjectNode json, ChatMessage message) {
        json.put("role", message.role().name().toLowerCase(Locale.ROOT));
        if (message.images().isEmpty()) {
            json.put("content", message.content());
        } else {
            var parts = json.putArray("content");
            parts.addObject().put("type", "text").put("text", message.content());
            message.images()
                    .forEach(image -> parts.addObject()
                            .put("type", "image_url")
                            .putObject("image_url")
                            .put("url", image.url()));
        }
        if (message.answers() != null) json.put("tool_call_id", message.answers());
        if (message.calls().isEmpty()) return;
        var calls = json.putArray("tool_calls");
        message.calls()
                .forEach(call -> calls.addObject()
                        .put("id", call.id())
                        .put("type", "function")
                        .putObject("function")
                        .put("name", call.name())
                        .put("arguments", call.arguments()));
    }

    private static void put(ObjectNode json, Tool tool) {
        json.put("type", "function")
                .putObject("function")
                .put("name", tool.name())
                .put("description", tool.description())
                .set("parameters", tool.parameters());
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
