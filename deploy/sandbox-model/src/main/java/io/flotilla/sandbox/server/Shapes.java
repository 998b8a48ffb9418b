package io.flotilla.sandbox.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collection;

/// OpenAI's JSON shapes for one call: a whole completion, the chunks of a stream, the usage, an error.
///
/// @param id    the completion's id, the same in every chunk
/// @param model the model that answers, as its answers carry it
record Shapes(ObjectMapper json, String id, String model, Instant created) {

    record Usage(int promptTokens, int completionTokens) {}

    ObjectNode completion(String text, String finishReason, Usage usage) {
        ObjectNode message = json.createObjectNode().put("role", "assistant").put("content", text);
        return whole(message, finishReason, usage);
    }

    ObjectNode toolCompletion(String callId, String tool, String arguments, Usage usage) {
        ObjectNode message = json.createObjectNode().put("role", "assistant").putNull("content");
        addToolCall(message, callId, tool, arguments);
        return whole(message, "tool_calls", usage);
    }

    ObjectNode firstChunk() {
        return chunk(json.createObjectNode().put("role", "assistant").put("content", ""));
    }

    ObjectNode textChunk(String piece) {
        return chunk(json.createObjectNode().put("content", piece));
    }

    ObjectNode toolChunk(String callId, String tool, String arguments) {
        ObjectNode delta = json.createObjectNode();
        addToolCall(delta, callId, tool, arguments).put("index", 0);
        return chunk(delta);
    }

    ObjectNode lastChunk(String finishReason) {
        ObjectNode chunk = head("chat.completion.chunk");
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.putObject("delta");
        choice.put("finish_reason", finishReason);
        return chunk;
    }

    ObjectNode usageChunk(Usage usage) {
        ObjectNode chunk = head("chat.completion.chunk");
        chunk.putArray("choices");
        chunk.set("usage", usage(usage));
        return chunk;
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

    private ObjectNode whole(ObjectNode message, String finishReason, Usage usage) {
        ObjectNode root = head("chat.completion");
        ObjectNode choice = root.putArray("choices").addObject().put("index", 0);
        choice.set("message", message);
        choice.put("finish_reason", finishReason);
        root.set("usage", usage(usage));
        return root;
    }

    private ObjectNode chunk(ObjectNode delta) {
        ObjectNode chunk = head("chat.completion.chunk");
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.set("delta", delta);
        choice.putNull("finish_reason");
        return chunk;
    }

    private ObjectNode head(String object) {
        return json.createObjectNode()
                .put("id", id)
                .put("object", object)
                .put("created", created.getEpochSecond())
                .put("model", model);
    }

    private static ObjectNode addToolCall(ObjectNode message, String callId, String tool, String arguments) {
        ObjectNode call =
                message.putArray("tool_calls").addObject().put("id", callId).put("type", "function");
        call.putObject("function").put("name", tool).put("arguments", arguments);
        return call;
    }

    private ObjectNode usage(Usage usage) {
        return json.createObjectNode()
                .put("prompt_tokens", usage.promptTokens())
                .put("completion_tokens", usage.completionTokens())
                .put("total_tokens", usage.promptTokens() + usage.completionTokens());
    }
}
