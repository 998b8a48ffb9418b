package io.flotilla.sandbox.chat;

/// A model of the sandbox. Called on a virtual thread, by many at once; it may block.
public interface ChatModel {
    /// The name requests ask for it by, and which its answers carry.
    String name();

    /// `true` once it answers without first having to load something.
    default boolean ready() {
        return true;
    }

    /// What it says to this request.
    Reply reply(ChatRequest request);
}
