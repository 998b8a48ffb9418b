package io.flotilla.messages.secret;

/// A sealed secret that cannot be opened. The reason names the key or the part that is wrong, never the value.
public final class UnreadableSecret extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableSecret(String reason) {
        super(reason);
    }
}
