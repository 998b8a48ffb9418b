package io.flotilla.messages.secret;

import java.nio.file.Path;

/// The key file is missing, open to others, or no keyset. A service that needs it cannot start.
public final class BadKeyFile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadKeyFile(Path file, String reason) {
        super("Key file %s: %s".formatted(file, reason));
    }
}
