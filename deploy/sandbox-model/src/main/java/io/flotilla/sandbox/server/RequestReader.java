package io.flotilla.sandbox.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flotilla.sandbox.chat.ChatRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// Reads the body of a chat completion request.
final class RequestReader {
    private final ObjectMapper json;

    RequestReader(ObjectMapper json) {
        this.json = json;
    }

    ChatRequest read(byte[] body) throws BadRequest {
        JsonNode root = tree(body);
        if (!root.isObject()) throw new BadRequest("the body must be a JSON object", "");
        String model = root.path("model").asText("");
        if (model.isBlank()) throw new BadRequest("you must provide a model parameter", "model");
        JsonNode format = root.path("response_format");
        String kind = format.path("type").asText("text");
        return new ChatRequest(
                model,
                messages(root.path("messages")),
                root.path("stream").asBoolean(false),
                root.path("stream_options").path("include_usage").asBoolean(false),
                kind.startsWith("json"),
                schema(kind, format),
                maxTokens(root));
    }

    private JsonNode tree(byte[] body) throws BadRequest {
        try {
            JsonNode root = json.readTree(body);
            return root == null ? json.missingNode() : root;
        } catch (JsonProcessingException e) {
            throw new BadRequest("the body is not JSON: " + e.getOriginalMessage(), "");
        } catch (java.io.IOException e) {
            throw new BadRequest("the body cannot be read", "");
        }
    }

    private static List<ChatRequest.Message> messages(JsonNode nodes) throws BadRequest {
        if (!nodes.isArray() || nodes.isEmpty())
            throw new BadRequest("messages must be a list that is not empty", "messages");
        var messages = new ArrayList<ChatRequest.Message>();
        for (JsonNode node : nodes) {
            String role = node.path("role").asText("");
            if (role.isBlank()) throw new BadRequest("each message needs a role", "messages");
            messages.add(
                    new ChatRequest.Message(role.equals("developer") ? "system" : role, text(node.path("content"))));
        }
        return messages;
    }

    static String text(JsonNode content) {
        if (!content.isArray()) return content.asText("");
        return StreamSupport.stream(content.spliterator(), false)
                .map(part -> part.path("text").asText(""))
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private static Optional<JsonNode> schema(String kind, JsonNode format) throws BadRequest {
        if (!kind.equals("json_schema")) return Optional.empty();
        JsonNode schema = format.path("json_schema").path("schema");
        if (!schema.isObject())
            throw new BadRequest("response_format.json_schema.schema is missing", "response_format");
        return Optional.of(schema);
    }

    private static OptionalInt maxTokens(JsonNode root) throws BadRequest {
        for (String name : List.of("max_completion_tokens", "max_tokens")) {
            JsonNode value = root.path(name);
            if (value.isMissingNode() || value.isNull()) continue;
            if (!value.canConvertToInt() || value.asInt() < 1)
                throw new BadRequest(name + " must be a whole number from 1", name);
            return OptionalInt.of(value.asInt());
        }
        return OptionalInt.empty();
    }
}
