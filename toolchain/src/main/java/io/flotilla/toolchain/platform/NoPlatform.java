package io.flotilla.toolchain.platform;

/// There is no platform to talk to, or it does not answer. The message says what to do.
public final class NoPlatform extends Exception {
    private static final long serialVersionUID = 1L;

    public NoPlatform(String message) {
        super(message);
    }
}
