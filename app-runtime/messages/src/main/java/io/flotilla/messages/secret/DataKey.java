package io.flotilla.messages.secret;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/// A tenant's data key in its wrapped form: safe to store. The tenant is part of its associated data, so that a
/// wrapped
/// key
/// put into another tenant's row does not open.
///
/// @param keyId   names the key-encryption key that wrapped it
/// @param wrapped the data keyset, encrypted by the key-encryption key, base64
public record DataKey(UUID tenantId, String keyId, String wrapped) {
    public DataKey {
        requireNonNull(tenantId, "tenantId");
        requireNonNull(keyId, "keyId");
        requireNonNull(wrapped, "wrapped");
    }
}
