package io.flotilla.app.definition;

import static java.util.Objects.requireNonNull;

/// One message of a prompt.
///
/// @param content text with `{{ }}`
public record Message(Role role, String content) {
    public Message {
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
