package io.flotilla.messages;

/// A record that is not a message of the expected kind. The reason names the place and quotes no content.
public final class UnreadableMessage extends Exception {
    private static final long serialVersionUID = 1L;

    public UnreadableMessage(String reason) {
        super(reason);
    }
}
