package io.flotilla.engine.model;

import static java.util.Objects.requireNonNull;

/// One message of a conversation with a model.
public record ChatMessage(Role role, String content) {
    public ChatMessage {
        requireNonNull(role, "role");
        requireNonNull(content, "content");
    }

    /// Who speaks.
    public enum Role {
        SYSTEM,
        USER,
        ASSISTANT
    }
}
