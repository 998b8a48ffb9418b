package io.flotilla.messages.secret;

import io.flotilla.messages.SealedSecret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

/// Opens sealed secrets, right before they are used. Only the worker has one.
public final class SecretOpener {
    private final KeyRing ring;

    public SecretOpener(SecretKeys keys) {
        this(KeyRing.of(keys));
    }

    /// An opener that follows rotations of the key file.
    public SecretOpener(KeyRing ring) {
        this.ring = ring;
    }

    /// The value.
    ///
    /// @throws UnreadableSecret if the key file lacks the key, or any part of the secret was changed
    public String open(SealedSecret secret) throws UnreadableSecret {
        var aead = ring.having(secret.keyId())
                .unwrap(new DataKey(secret.tenantId(), secret.keyId(), secret.dataKey()));
        try {
            byte[] value = aead.decrypt(
                    Base64.getDecoder().decode(secret.ciphertext()),
                    Binding.of(secret.tenantId(), secret.secretId(), secret.version()));
            return new String(value, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new UnreadableSecret(
                    "the secret does not open: it was changed, or belongs to another name or version");
        }
    }
}
