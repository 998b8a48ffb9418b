package io.flotilla.messages.secret;

import io.flotilla.messages.SealedSecret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.UUID;

/// Seals secrets. A tenant gets one data key, made once and stored wrapped; each value is encrypted by it, bound to
/// its
/// tenant, id and version.
public final class SecretSealer {
    private final KeyRing ring;

    public SecretSealer(SecretKeys keys) {
        this(KeyRing.of(keys));
    }

    /// A sealer that follows rotations of the key file.
    public SecretSealer(KeyRing ring) {
        this.ring = ring;
    }

    /// A new data key for a tenant, wrapped by the primary key-encryption key. Store it.
    public DataKey newDataKey(UUID tenantId) {
        return ring.keys().newDataKey(tenantId);
    }

    /// The same data key, wrapped by the key that is primary now. What was sealed with it stays as it is.
    ///
    /// @throws UnreadableSecret if the key file no longer holds the key that wrapped it
    public DataKey rewrap(DataKey key) throws UnreadableSecret {
        return ring.having(key.keyId()).rewrap(key);
    }

    /// The value, sealed with its tenant's data key.
    ///
    /// @throws UnreadableSecret if the data key cannot be unwrapped
    public SealedSecret seal(DataKey key, UUID secretId, int version, String value) throws UnreadableSecret {
        var aead = ring.having(key.keyId()).unwrap(key);
        try {
            byte[] ciphertext =
                    aead.encrypt(value.getBytes(StandardCharsets.UTF_8), Binding.of(key.tenantId(), secretId, version));
            return new SealedSecret(
                    key.tenantId(),
                    secretId,
                    version,
                    key.keyId(),
                    key.wrapped(),
                    Base64.getEncoder().encodeToString(ciphertext));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the secret could not be sealed", e);
        }
    }
}
