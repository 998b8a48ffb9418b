package io.flotilla.toolchain.platform;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/// A platform and a key to it.
///
/// @param source where the two were found, for messages
public record Profile(URI url, String key, String source) {
    public Profile {
        requireNonNull(url, "url");
        requireNonNull(key, "key");
        requireNonNull(source, "source");
    }

    /// The profile of an address and a key as somebody wrote them down.
    ///
    /// @throws NoPlatform when one cannot be used
    public static Profile of(String url, @Nullable String key, String source) throws NoPlatform {
        if (key == null || key.isBlank()) throw new NoPlatform("There is an address but no API key in " + source);
        try {
            var address = new URI(url.strip());
            boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            if (!web || address.getHost() == null) {
                throw new NoPlatform("Not an http(s) address in %s: %s".formatted(source, url));
            }
            return new Profile(address, key.strip(), source);
        } catch (URISyntaxException e) {
            throw new NoPlatform("Not an address in %s: %s".formatted(source, url));
        }
    }

    /// Never shows the key.
    @Override
    public String toString() {
        return "%s (from %s)".formatted(url, source);
    }
}
