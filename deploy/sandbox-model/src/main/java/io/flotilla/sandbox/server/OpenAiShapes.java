package io.flotilla.sandbox.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/// OpenAI's shapes: a completion, the chunks of a stream.
///
/// @param model        the model that answers, as its answers carry it
/// @param includeUsage whether a stream tells what it used
record OpenAiShapes(ObjectMapper json, String id, String model, Instant created, boolean includeUsage)
        implements Shapes {
    @Override
    public ObjectNode completion(String text, String finishReason, Usage usage) {
        ObjectNode message = json.createObjectNode().put("role", "assistant").put("content", text);
        return whole(message, finishReason, usage);
    }

    @Override
    public ObjectNode toolCompletion(String callId, String tool, String arguments, Usage usage) {
        ObjectNode message = json.createObjectNode().put("role", "assistant").putNull("content");
        addToolCall(message, callId, tool, arguments);
        return whole(message, "tool_calls", usage);
    }

    @Override
    public String opening(Usage usage) {
        return event(chunk(json.createObjectNode().put("role", "assistant").put("content", "")));
    }

    @Override
    public String piece(String text) {
        return event(chunk(json.createObjectNode().put("content", text)));
    }

    @Override
    public String closing(String finishReason, Usage usage) {
        ObjectNode last = head("chat.completion.chunk");
        ObjectNode choice = last.putArray("choices").addObject().put("index", 0);
        choice.putObject("delta");
        choice.put("finish_reason", finishReason);
        return event(last) + (includeUsage ? event(usageChunk(usage)) : "") + "data: [DONE]\n\n";
    }

    @Override
    public String toolStream(String callId, String tool, String arguments, Usage usage) {
        ObjectNode delta = json.createObjectNode();
        addToolCall(delta, callId, tool, arguments).put("index", 0);
        return opening(usage) + event(chunk(delta)) + closing("tool_calls", usage);
    }

    @Override
    public String keepAlive() {
        return ": keep-alive\n\n";
    }

    @Override
    public String failure() {
        return event(OpenAiProtocol.error(
                json, "server_error", "server_error", "the model failed in the middle of its answer", ""));
    }

    @Override
    public String garbage() {
        return "data: {\"choices\": [{\"delta\": sandbox-scripted garbage\n\n";
    }

    private static String event(ObjectNode data) {
        return "data: " + data + "\n\n";
    }

    private ObjectNode usageChunk(Usage usage) {
        ObjectNode chunk = head("chat.completion.chunk");
        chunk.putArray("choices");
        chunk.set("usage", usage(usage));
        return chunk;
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
