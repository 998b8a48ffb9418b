package io.flotilla.engine.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One message of a conversation with a model.
///
/// @param images  what a user shows beside the text
/// @param calls   tools that the assistant asked for
/// @param answers the id of the tool call that a tool's message answers
public record ChatMessage(
        Role role,
        String content,
        List<Image> images,
        List<ToolCall> calls,
        @Nullable String answers) {
    public ChatMessage {
        requireNonNull(role, "role");
        requireNonNull(content, "content");
        images = List.copyOf(images);
        calls = List.copyOf(calls);
        if ((role == Role.TOOL) != (answers != null)) {
            throw new IllegalArgumentException("a tool's message, and no other, answers a call");
        }
    }

    /// Text alone.
    public ChatMessage(Role role, String content) {
        this(role, content, List.of(), List.of(), null);
    }

    /// A user's text with images.
    public static ChatMessage showing(String content, List<Image> images) {
        return new ChatMessage(Role.USER, content, images, List.of(), null);
    }

    /// What an assistant said when it asked for tools.
    public static ChatMessage calling(String content, List<ToolCall> calls) {
        return new ChatMessage(Role.ASSISTANT, content, List.of(), calls, null);
    }

    /// What came of a tool call.
    public static ChatMessage ofTool(ToolCall call, String content) {
        return new ChatMessage(Role.TOOL, content, List.of(), List.of(), call.id());
    }

    /// Who speaks.
    public enum Role {
        SYSTEM,
        USER,
        ASSISTANT,
        TOOL
    }
}
