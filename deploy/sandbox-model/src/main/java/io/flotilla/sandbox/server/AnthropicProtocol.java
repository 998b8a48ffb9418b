package io.flotilla.sandbox.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flotilla.sandbox.chat.ChatRequest;
import io.flotilla.sandbox.chat.ChatRequest.Message;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/// `POST /v1/messages`.
record AnthropicProtocol(ObjectMapper json) implements Protocol {
    @Override
    public ChatRequest read(byte[] body) throws BadRequest {
        JsonNode root = tree(body);
        String model = root.path("model").asText("");
        if (model.isBlank()) throw new BadRequest("model: Field required", "model");
        JsonNode longest = root.path("max_tokens");
        if (!longest.canConvertToInt() || longest.asInt() < 1) {
            throw new BadRequest("max_tokens: Field required, a whole number from 1", "max_tokens");
        }
        return new ChatRequest(
                model,
                messages(root),
                root.path("stream").asBoolean(false),
                true,
                false,
                Optional.empty(),
                OptionalInt.of(longest.asInt()));
    }

    @Override
    public Shapes shapes(String model, ChatRequest request) {
        return new AnthropicShapes(json, "msg_" + UUID.randomUUID(), model);
    }

    @Override
    public ObjectNode error(int status, String type, String code, String message, String param) {
        return error(
                json,
                switch (status) {
                    case 401 -> "authentication_error";
                    case 403 -> "permission_error";
                    case 404 -> "not_found_error";
                    case 413 -> "request_too_large";
                    case 429 -> "rate_limit_error";
                    case 503, 529 -> "overloaded_error";
                    default -> status >= 500 ? "api_error" : "invalid_request_error";
                },
                message);
    }

    static ObjectNode error(ObjectMapper json, String type, String message) {
        ObjectNode root = json.createObjectNode().put("type", "error");
        root.putObject("error").put("type", type).put("message", message);
        return root;
    }

    /// Arguments that are no object cannot be said in this protocol.
    static JsonNode object(ObjectMapper json, String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            return json.createObjectNode();
        }
    }

    private JsonNode tree(byte[] body) throws BadRequest {
        try {
            JsonNode root = json.readTree(body);
            if (root != null && root.isObject()) return root;
            throw new BadRequest("the body must be a JSON object", "");
        } catch (IOException e) {
            throw new BadRequest("the body is not JSON", "");
        }
    }

    private static List<Message> messages(JsonNode root) throws BadRequest {
        var messages = new ArrayList<Message>();
        if (root.has("system")) messages.add(new Message("system", RequestReader.text(root.get("system"))));
        JsonNode nodes = root.path("messages");
        if (!nodes.isArray() || nodes.isEmpty()) throw new BadRequest("messages: Field required", "messages");
        String speaker = "";
        for (JsonNode node : nodes) {
            String role = node.path("role").asText("");
            if (!role.equals("user") && !role.equals("assistant")) {
                throw new BadRequest("messages: a role is user or assistant", "messages");
            }
            if (role.equals(speaker)) throw new BadRequest("messages: roles must alternate", "messages");
            speaker = role;
            messages.addAll(of(role, node.path("content")));
        }
        return messages;
    }

    /// What tools answered comes inside a user's message, and is a message of its own here.
    private static List<Message> of(String role, JsonNode content) {
        var messages = new ArrayList<Message>();
        for (JsonNode block : content) {
            if (!block.path("type").asText().equals("tool_result")) continue;
            messages.add(new Message("tool", RequestReader.text(block.path("content"))));
        }
        String said = RequestReader.text(content);
        if (!said.isEmpty() || messages.isEmpty()) messages.add(new Message(role, said));
        return messages;
    }
}
