package io.flotilla.engine.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a step asks of a model.
///
/// @param schema          JSON Schema of the answer; absent for free text
/// @param tools           what the model may ask for
/// @param stream          whether the text is wanted as it arrives
/// @param clientRequestId names this attempt to the provider, so that its log can be held against the ledger
public record ChatRequest(
        List<ChatMessage> messages,
        ChatParameters parameters,
        @Nullable JsonNode schema,
        List<Tool> tools,
        boolean stream,
        String clientRequestId) {
    public ChatRequest {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
        requireNonNull(parameters, "parameters");
        requireNonNull(clientRequestId, "clientRequestId");
    }

    /// Without tools.
    public ChatRequest(
            List<ChatMessage> messages,
            ChatParameters parameters,
            @Nullable JsonNode schema,
            boolean stream,
            String clientRequestId) {
        this(messages, parameters, schema, List.of(), stream, clientRequestId);
    }
}
