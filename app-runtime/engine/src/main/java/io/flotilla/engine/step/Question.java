package io.flotilla.engine.step;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.engine.model.ChatMessage;
import io.flotilla.engine.model.ChatParameters;
import io.flotilla.engine.model.ChatRequest;
import io.flotilla.engine.model.Tool;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a step wants to know, whichever model is asked.
///
/// @param schema JSON Schema of the answer; absent for free text
/// @param tools  what the model may ask for
public record Question(List<ChatMessage> messages, @Nullable JsonNode schema, List<Tool> tools) {
    public Question {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
    }

    /// The same after more was said.
    Question and(ChatMessage... more) {
        var all = new ArrayList<>(messages);
        all.addAll(List.of(more));
        return new Question(all, schema, tools);
    }

    ChatRequest request(ChatParameters parameters, boolean stream, String id) {
        return new ChatRequest(messages, parameters, schema, tools, stream, id);
    }
}
