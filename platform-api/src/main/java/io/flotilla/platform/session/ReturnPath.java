package io.flotilla.platform.session;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a person goes after the sign-in: a page of the console, never another host.
///
/// @param text path, query and fragment, fit for a `Location` header
record ReturnPath(String text) {
    static final ReturnPath HOME = new ReturnPath("/console/");

    private static final String CONSOLE = "/console";
    // it travels in a cookie while the person is at the provider
    private static final int MOST = 1000;

    /// The page that was asked for; nothing if it is none of the console's.
    static Optional<ReturnPath> read(@Nullable String asked) {
        if (asked == null || asked.length() > MOST) return Optional.empty();
        try {
            var uri = new URI(asked);
            var path = uri.getRawPath();
            // neither a scheme nor a host in front, not even an empty one
            if (path == null || !asked.startsWith(path)) return Optional.empty();
            if (!path.equals(CONSOLE) && !path.startsWith(CONSOLE + "/")) return Optional.empty();
            if (!uri.normalize().getRawPath().equals(path)) return Optional.empty();
            return Optional.of(new ReturnPath(uri.toASCIIString()));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
