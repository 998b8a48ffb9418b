package io.flotilla.sandbox.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Anthropic's shapes: a message, the events from `message_start` to `message_stop`.
record AnthropicShapes(ObjectMapper json, String id, String model) implements Shapes {
    @Override
    public ObjectNode completion(String text, String finishReason, Usage usage) {
        ObjectNode message = message(usage);
        content(message).addObject().put("type", "text").put("text", text);
        return message.put("stop_reason", stopReason(finishReason));
    }

    @Override
    public ObjectNode toolCompletion(String callId, String tool, String arguments, Usage usage) {
        ObjectNode message = message(usage);
        content(message)
                .addObject()
                .put("type", "tool_use")
                .put("id", callId)
                .put("name", tool)
                .set("input", AnthropicProtocol.object(json, arguments));
        return message.put("stop_reason", stopReason("tool_calls"));
    }

    @Override
    public String opening(Usage usage) {
        ObjectNode start = data("message_start");
        start.set("message", message(new Usage(usage.promptTokens(), 1)).putNull("stop_reason"));
        ObjectNode block = data("content_block_start").put("index", 0);
        block.putObject("content_block").put("type", "text").put("text", "");
        return event(start) + event(block) + keepAlive();
    }

    @Override
    public String piece(String text) {
        ObjectNode delta = data("content_block_delta").put("index", 0);
        delta.putObject("delta").put("type", "text_delta").put("text", text);
        return event(delta);
    }

    @Override
    public String closing(String finishReason, Usage usage) {
        ObjectNode delta = data("message_delta");
        delta.putObject("delta").put("stop_reason", stopReason(finishReason)).putNull("stop_sequence");
        delta.putObject("usage").put("output_tokens", usage.completionTokens());
        return event(data("content_block_stop").put("index", 0)) + event(delta) + event(data("message_stop"));
    }

    @Override
    public String toolStream(String callId, String tool, String arguments, Usage usage) {
        ObjectNode start = data("message_start");
        start.set("message", message(new Usage(usage.promptTokens(), 1)).putNull("stop_reason"));
        ObjectNode block = data("content_block_start").put("index", 0);
        block.putObject("content_block")
                .put("type", "tool_use")
                .put("id", callId)
                .put("name", tool)
                .putObject("input");
        var events = new StringBuilder(event(start) + event(block));
        int half = arguments.length() / 2;
        for (String part : new String[] {arguments.substring(0, half), arguments.substring(half)}) {
            ObjectNode delta = data("content_block_delta").put("index", 0);
            delta.putObject("delta").put("type", "input_json_delta").put("partial_json", part);
            events.append(event(delta));
        }
        return events + closing("tool_calls", usage);
    }

    @Override
    public String keepAlive() {
        return event(data("ping"));
    }

    @Override
    public String failure() {
        return event(AnthropicProtocol.error(json, "overloaded_error", "the model failed in the middle of its answer"));
    }

    @Override
    public String garbage() {
        return "event: content_block_delta\ndata: {\"type\": sandbox-scripted garbage\n\n";
    }

    private ObjectNode message(Usage usage) {
        ObjectNode message = json.createObjectNode()
                .put("id", id)
                .put("type", "message")
                .put("role", "assistant")
                .put("model", model);
        message.putArray("content");
        message.putNull("stop_sequence");
        message.putObject("usage")
                .put("input_tokens", usage.promptTokens())
                .put("cache_creation_input_tokens", 0)
                .put("cache_read_input_tokens", 0)
                .put("output_tokens", usage.completionTokens());
        return message;
    }

    private static ArrayNode content(ObjectNode message) {
        return message.withArray("content");
    }

    private static String stopReason(String finishReason) {
        return switch (finishReason) {
            case "length" -> "max_tokens";
            case "tool_calls" -> "tool_use";
            default -> "end_turn";
        };
    }

    private ObjectNode data(String type) {
        return json.createObjectNode().put("type", type);
    }

    private static String event(ObjectNode data) {
        return "event: %s\ndata: %s\n\n".formatted(data.path("type").asText(), data);
    }
}
