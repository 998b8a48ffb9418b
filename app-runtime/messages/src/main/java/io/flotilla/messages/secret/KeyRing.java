package io.flotilla.messages.secret;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The keys of a key file that may be rotated while a service runs: when one is asked for that is not known, the file is read
/// again. Safe for several threads.
public final class KeyRing {
    private final @Nullable Path file;
    private volatile SecretKeys keys;

    private KeyRing(@Nullable Path file, SecretKeys keys) {
        this.file = file;
        this.keys = keys;
    }

    /// The keys in `file`, now and after each rotation.
    ///
    /// @throws BadKeyFile if there are none now
    public static KeyRing of(Path file) {
        return new KeyRing(file, SecretKeys.read(file));
    }

    /// Keys that stay as they are.
    public static KeyRing of(SecretKeys keys) {
        return new KeyRing(null, keys);
    }

    /// The keys as they were read last.
    public SecretKeys keys() {
        return keys;
    }

    /// The keys as they are in the file now.
    ///
    /// @throws BadKeyFile if they cannot be read
    public SecretKeys reread() {
        if (file != null) keys = SecretKeys.read(file);
        return keys;
    }

    /// Keys with the one of this id among them, if the file has it.
    SecretKeys having(String keyId) {
        var known = keys;
        if (known.keyIds().contains(keyId)) return known;
        try {
            return reread();
        } catch (BadKeyFile e) {
            return known;
        }
    }
}
