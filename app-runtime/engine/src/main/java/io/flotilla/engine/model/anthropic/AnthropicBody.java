package io.flotilla.engine.model.anthropic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flotilla.engine.model.ChatMessage;
import io.flotilla.engine.model.ChatParameters;
import io.flotilla.engine.model.ChatRequest;
import io.flotilla.engine.model.Image;
import io.flotilla.engine.model.ToolCall;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A chat request as `POST /messages` wants it: what the system says stands apart, speakers take turns, what tools
/// answered is said by the user, and the longest answer must be named.
final class AnthropicBody {
    /// Of a step that does not say. The API has no default.
    private static final int LONGEST_ANSWER = 4096;

    private static final JsonMapper MAPPER = new JsonMapper();

    private AnthropicBody() {}

    static String of(String model, ChatRequest request) {
        var body = JsonNodeFactory.instance.objectNode();
        body.put("model", model);
        var longest = request.parameters().maxTokens();
        body.put("max_tokens", longest == null ? LONGEST_ANSWER : longest);
        var system = system(request);
        if (!system.isEmpty()) body.put("system", system);
        messages(body.putArray("messages"), request);
        if (!request.tools().isEmpty()) {
            var tools = body.putArray("tools");
            request.tools().forEach(tool -> tools.addObject()
                    .put("name", tool.name())
                    .put("description", tool.description())
                    .set("input_schema", tool.parameters()));
        }
        put(body, request.parameters());
        body.put("stream", request.stream());
        return body.toString();
    }

    /// Not every model behind this API can be held to a schema, so it is asked in words; the step checks the answer.
    private static String system(ChatRequest request) {
        var said = request.messages().stream()
                .filter(message -> message.role() == ChatMessage.Role.SYSTEM)
                .map(ChatMessage::content);
        return Stream.concat(said, Stream.ofNullable(asksForJson(request.schema())))
                .collect(Collectors.joining("\n\n"));
    }

    private static @Nullable String asksForJson(@Nullable JsonNode schema) {
        if (schema == null) return null;
        return """
                Answer with JSON only, without any other text. It must satisfy this JSON Schema:
                %s""".formatted(schema);
    }

    private static void messages(ArrayNode messages, ChatRequest request) {
        @Nullable String speaker = null;
        @Nullable ArrayNode blocks = null;
        for (ChatMessage message : request.messages()) {
            if (message.role() == ChatMessage.Role.SYSTEM) continue;
            var role = message.role() == ChatMessage.Role.ASSISTANT ? "assistant" : "user";
            if (blocks == null || !role.equals(speaker)) {
                blocks = messages.addObject().put("role", role).putArray("content");
                speaker = role;
            }
            put(blocks, message);
        }
    }

    private static void put(ArrayNode blocks, ChatMessage message) {
        if (message.answers() != null) {
            blocks.addObject()
                    .put("type", "tool_result")
                    .put("tool_use_id", message.answers())
                    .put("content", message.content());
            return;
        }
        message.images().forEach(image -> put(blocks, image));
        if (!message.content().isEmpty()) {
            blocks.addObject().put("type", "text").put("text", message.content());
        }
        message.calls().forEach(call -> blocks.addObject()
                .put("type", "tool_use")
                .put("id", call.id())
                .put("name", call.name())
                .set("input", input(call)));
    }

    private static void put(ArrayNode blocks, Image image) {
        var source = blocks.addObject().put("type", "image").putObject("source");
        image.data()
                .ifPresentOrElse(
                        data -> source.put("type", "base64")
                                .put("media_type", data.mediaType())
                                .put("data", data.base64()),
                        () -> source.put("type", "url").put("url", image.url()));
    }

    /// What a model wrote that was no object cannot be repeated to it as one.
    private static JsonNode input(ToolCall call) {
        try {
            var input = MAPPER.readTree(call.arguments());
            return input != null && input.isObject() ? input : JsonNodeFactory.instance.objectNode();
        } catch (JsonProcessingException e) {
            return JsonNodeFactory.instance.objectNode();
        }
    }

    /// The API has no seed and no penalties.
    private static void put(ObjectNode body, ChatParameters parameters) {
        if (parameters.temperature() != null) body.put("temperature", Math.min(1, parameters.temperature()));
        if (parameters.topP() != null) body.put("top_p", parameters.topP());
        if (!parameters.stop().isEmpty()) {
            var stop = body.putArray("stop_sequences");
            parameters.stop().forEach(stop::add);
        }
    }
}
