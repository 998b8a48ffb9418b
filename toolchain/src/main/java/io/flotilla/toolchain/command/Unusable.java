package io.flotilla.toolchain.command;

/// An argument that cannot be used, with the reason as the user reads it.
final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;

    Unusable(String message) {
        super(message);
    }
}
