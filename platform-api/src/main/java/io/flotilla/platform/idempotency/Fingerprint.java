package io.flotilla.platform.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Tells one request from another: SHA-256 over method, path, query and body.
final class Fingerprint {
    private Fingerprint() {}

    static String of(ContainerRequestContext request, byte[] body) {
        var address = request.getUriInfo().getRequestUri();
        var head = "%s %s?%s\n".formatted(request.getMethod(), address.getRawPath(), address.getRawQuery());
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(head.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest.digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
