package io.flotilla.messages.secret;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// What a ciphertext is bound to, as associated data: a sealed value moved to another tenant, secret or version does
/// not open.
final class Binding {
    private Binding() {}

    static byte[] of(UUID tenantId, UUID secretId, int version) {
        return "%s|%s|%d".formatted(tenantId, secretId, version).getBytes(StandardCharsets.UTF_8);
    }
}
