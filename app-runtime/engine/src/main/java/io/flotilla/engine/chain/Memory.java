package io.flotilla.engine.chain;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.app.definition.History;
import io.flotilla.engine.control.Fault;
import io.flotilla.engine.control.FaultCode;
import io.flotilla.engine.model.ChatMessage;
import io.flotilla.engine.step.TokenEstimate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// What of a history is told to a model: the latest messages, as many as there is room for, beginning with one of the
/// user.
final class Memory {
    private Memory() {}

    static List<ChatMessage> of(JsonNode said, History history) throws NoValue {
        if (said.isNull()) return List.of();
        if (!said.isArray()) throw wrong("is not a list");
        var kept = new ArrayDeque<ChatMessage>();
        long tokens = 0;
        for (int i = said.size() - 1; i >= 0 && kept.size() < history.window(); i--) {
            var message = message(said.get(i));
            tokens += TokenEstimate.tokens(message.content());
            if (history.tokens() != null && tokens > history.tokens()) break;
            kept.addFirst(message);
        }
        while (!kept.isEmpty() && kept.getFirst().role() != ChatMessage.Role.USER) kept.removeFirst();
        return new ArrayList<>(kept);
    }

    private static ChatMessage message(JsonNode said) throws NoValue {
        var content = said.path("content");
        if (!content.isTextual()) throw wrong("has a message without content");
        return switch (said.path("role").asText()) {
            case "user" -> new ChatMessage(ChatMessage.Role.USER, content.textValue());
            case "assistant" -> new ChatMessage(ChatMessage.Role.ASSISTANT, content.textValue());
            default -> throw wrong("has a message whose role is neither user nor assistant");
        };
    }

    private static NoValue wrong(String what) {
        return new NoValue(new Fault(FaultCode.INVALID_INPUT, "the step's history " + what));
    }
}
