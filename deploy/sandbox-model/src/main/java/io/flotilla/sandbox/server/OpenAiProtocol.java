package io.flotilla.sandbox.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flotilla.sandbox.chat.ChatRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;

/// `POST /v1/chat/completions`.
record OpenAiProtocol(ObjectMapper json, Clock clock) implements Protocol {
    @Override
    public ChatRequest read(byte[] body) throws BadRequest {
        return new RequestReader(json).read(body);
    }

    @Override
    public Shapes shapes(String model, ChatRequest request) {
        return new OpenAiShapes(json, "chatcmpl-" + UUID.randomUUID(), model, clock.instant(), request.includeUsage());
    }

    @Override
    public ObjectNode error(int status, String type, String code, String message, String param) {
        return error(json, type, code, message, param);
    }

    static ObjectNode error(ObjectMapper json, String type, String code, String message, String param) {
        ObjectNode root = json.createObjectNode();
        ObjectNode error = root.putObject("error").put("message", message).put("type", type);
        if (param.isEmpty()) {
            error.putNull("param");
        } else {
            error.put("param", param);
        }
        error.put("code", code);
        return root;
    }

    static ObjectNode models(ObjectMapper json, Collection<String> names, Instant created) {
        ObjectNode root = json.createObjectNode().put("object", "list");
        var data = root.putArray("data");
        for (String name : names) {
            data.addObject()
                    .put("id", name)
                    .put("object", "model")
                    .put("created", created.getEpochSecond())
                    .put("owned_by", "flotilla-sandbox");
        }
        return root;
    }
}
