package io.flotilla.platform.model;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What a caller sends to make or replace a provider.
///
/// @param baseUrl up to and including the version, such as `https://api.example.com/v1`
/// @param apiKey  written, never read. Left out, the present key stays; empty, it is forgotten
@Schema(requiredProperties = "baseUrl")
record ProviderRequest(
        @Nullable String name,
        @Nullable String kind,
        @Nullable String baseUrl,
        @Nullable String apiKey) {
    private static final int MAX_KEY = 4096;

    /// The request checked, for the provider called `name`.
    Checked check(String name) {
        var findings = new Findings();
        findings.name("/name", name);
        if (this.name != null && !this.name.equals(name)) {
            findings.add("/name", "name-mismatch", "The name differs from the one in the address.");
        }
        if (kind != null && !kind.equals("openai")) {
            findings.add("/kind", "unknown-kind", "Known kinds: openai (every server with OpenAI's doors).");
        }
        var url = Optional.ofNullable(baseUrl).flatMap(ProviderRequest::address);
        if (url.isEmpty()) {
            findings.add(
                    "/baseUrl",
                    "invalid-url",
                    "An http or https address with a host, without user, query or fragment, is needed.");
        }
        if (apiKey != null && (apiKey.length() > MAX_KEY || apiKey.chars().anyMatch(c -> c < ' ' || c > '~'))) {
            findings.add("/apiKey", "invalid-key", "A key is at most 4096 visible ASCII characters.");
        }
        findings.raise();
        return new Checked(name, "openai", url.orElseThrow(), apiKey);
    }

    private static Optional<URI> address(String text) {
        try {
            var url = new URI(text.strip().replaceFirst("/+$", "")).parseServerAuthority();
            var scheme = Objects.requireNonNullElse(url.getScheme(), "").toLowerCase(Locale.ROOT);
            var fits = (scheme.equals("http") || scheme.equals("https"))
                    && url.getHost() != null
                    && url.getRawUserInfo() == null
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null;
            return fits ? Optional.of(url) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /// A request that can be carried out.
    ///
    /// @param apiKey null: the present one stays; empty: it is forgotten
    record Checked(
            String name, String kind, URI baseUrl, @Nullable String apiKey) {
        /// Whether calls go to the same server as with `other`: a key is never sent to a server it was not given for.
        boolean sameServer(URI other) {
            return baseUrl.getScheme().equalsIgnoreCase(other.getScheme())
                    && baseUrl.getRawAuthority().equalsIgnoreCase(other.getRawAuthority());
        }
    }
}
