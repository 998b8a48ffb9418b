package io.flotilla.messages;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/// A secret in its sealed form: safe to store, queue and log the id of; only a holder of the
/// key-encryption key opens it.
///
/// @param keyId       names the key-encryption key
/// @param dataKey     the tenant's data key, encrypted by the key-encryption key, base64
/// @param ciphertext  the value, encrypted by the data key with `tenantId|secretId|version` as associated data, base64
public record SealedSecret(UUID tenantId, UUID secretId, int version, String keyId, String dataKey, String ciphertext) {
    public SealedSecret {
        requireNonNull(tenantId, "tenantId");
        requireNonNull(secretId, "secretId");
        requireNonNull(keyId, "keyId");
        requireNonNull(dataKey, "dataKey");
        requireNonNull(ciphertext, "ciphertext");
    }
}
