package io.flotilla.toolchain.platform;

import static java.util.Objects.requireNonNull;

import java.net.URI;

/// A platform and a key to it.
///
/// @param source where the two were found, for messages
public record Profile(URI url, String key, String source) {
    public Profile {
        requireNonNull(url, "url");
        requireNonNull(key, "key");
        requireNonNull(source, "source");
    }

    /// Never shows the key.
    @Override
    public String toString() {
        return "%s (from %s)".formatted(url, source);
    }
}
