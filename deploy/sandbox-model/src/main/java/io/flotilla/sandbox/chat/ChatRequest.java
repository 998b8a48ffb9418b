package io.flotilla.sandbox.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What a caller asks of a model, as far as the sandbox understands it. Everything else in the request is let through
/// unread.
///
/// @param schema    the JSON Schema the answer must fit, when `response_format` is `json_schema`
/// @param json      whether any JSON object is asked for, when `response_format` is `json_object` or `json_schema`
/// @param maxTokens the answer is cut after so many tokens, with `finish_reason: length`
public record ChatRequest(
        String model,
        List<Message> messages,
        boolean stream,
        boolean includeUsage,
        boolean json,
        Optional<JsonNode> schema,
        OptionalInt maxTokens) {

    public ChatRequest {
        messages = List.copyOf(messages);
    }

    /// One message; `text` is its text parts joined, pictures left out.
    public record Message(String role, String text) {}

    /// The texts of all messages of a role, in order.
    public List<String> texts(String role) {
        return messages.stream()
                .filter(each -> each.role().equals(role))
                .map(Message::text)
                .toList();
    }
}
