package io.flotilla.platform.model;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What a caller sends to make or replace a provider.
///
/// @param kind    `openai` (left out), `anthropic` or `local`
/// @param baseUrl up to and including the version, such as `https://api.example.com/v1`; none for `local`
/// @param apiKey  written, never read. Left out, the present key stays; empty, it is forgotten
@Schema(requiredProperties = "baseUrl")
record ProviderRequest(
        @Nullable String name,
        @Nullable String kind,
        @Nullable String baseUrl,
        @Nullable String apiKey) {
    private static final Set<String> KINDS = Set.of("openai", "anthropic", "local");
    private static final URI NOWHERE = URI.create("");
    private static final int MAX_KEY = 4096;

    /// The request checked, for the provider called `name`.
    Checked check(String name) {
        var findings = new Findings();
        findings.name("/name", name);
        if (this.name != null && !this.name.equals(name)) {
            findings.add("/name", "name-mismatch", "The name differs from the one in the address.");
        }
        var kind = Objects.requireNonNullElse(this.kind, "openai");
        if (!KINDS.contains(kind)) {
            findings.add(
                    "/kind",
                    "unknown-kind",
                    "Known kinds: openai (every server with OpenAI's doors), anthropic, local (inside the worker).");
        }
        var url = kind.equals("local") ? nowhere(findings) : somewhere(findings);
        if (apiKey != null && (apiKey.length() > MAX_KEY || apiKey.chars().anyMatch(c -> c < ' ' || c > '~'))) {
            findings.add("/apiKey", "invalid-key", "A key is at most 4096 visible ASCII characters.");
        }
        findings.raise();
        return new Checked(name, kind, url, apiKey);
    }

    private URI somewhere(Findings findings) {
        var url = Optional.ofNullable(baseUrl).flatMap(ProviderRequest::address);
        if (url.isPresent()) return url.get();
        findings.add(
                "/baseUrl",
                "invalid-url",
                "An http or https address with a host, without user, query or fragment, is needed.");
        return NOWHERE;
    }

    private URI nowhere(Findings findings) {
        if (baseUrl != null && !baseUrl.isEmpty()) {
            findings.add("/baseUrl", "not-wanted", "Local models run inside the worker: they have no address.");
        }
        if (apiKey != null && !apiKey.isEmpty()) {
            findings.add("/apiKey", "not-wanted", "Local models run inside the worker: they need no key.");
        }
        return NOWHERE;
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
            return server(baseUrl).equals(server(other));
        }

        private static String server(URI url) {
            return "%s://%s".formatted(url.getScheme(), url.getRawAuthority()).toLowerCase(Locale.ROOT);
        }
    }
}
