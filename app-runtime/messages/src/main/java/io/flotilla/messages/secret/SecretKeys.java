package io.flotilla.messages.secret;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/// The key-encryption keys: a Tink keyset of AES-256-GCM keys, of which the primary wraps and every enabled one
/// unwraps.
/// A key is rotated by [#rotate(Path)]: data keys wrapped before still open, and [SecretSealer#rewrap] moves them on.
public final class SecretKeys {
    static {
        try {
            AeadConfig.register();
        } catch (GeneralSecurityException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final KeysetHandle keyset;
    private final Aead aead;

    private SecretKeys(KeysetHandle keyset) throws GeneralSecurityException {
        this.keyset = keyset;
        this.aead = aead(keyset);
    }

    /// Writes a new keyset with one key to `file`, readable by its owner only.
    ///
    /// @throws BadKeyFile if the file exists already: keys are never overwritten
    public static SecretKeys create(Path file) {
        try {
            var keyset = newKeyset();
            KeyFile.create(file, TinkJsonProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get()));
            return new SecretKeys(keyset);
        } catch (GeneralSecurityException e) {
            throw new BadKeyFile(file, "no key could be made on this Java runtime");
        }
    }

    /// The keyset in `file`.
    ///
    /// @throws BadKeyFile if it is missing, open to others, or holds no usable AES-GCM keyset
    public static SecretKeys read(Path file) {
        String json = KeyFile.read(file);
        try {
            return new SecretKeys(TinkJsonProtoKeysetFormat.parseKeyset(json, InsecureSecretKeyAccess.get()));
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new BadKeyFile(file, "is not a Tink JSON keyset of AEAD keys");
        }
    }

    /// Adds a key to the keyset in `file` and makes it the primary one; the older keys stay and still unwrap.
    public static SecretKeys rotate(Path file) {
        var old = read(file);
        try {
            var keyset = KeysetHandle.newBuilder(old.keyset)
                    .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                            .withRandomId()
                            .makePrimary())
                    .build();
            KeyFile.replace(file, TinkJsonProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get()));
            return new SecretKeys(keyset);
        } catch (GeneralSecurityException e) {
            throw new BadKeyFile(file, "no key could be added");
        }
    }

    /// Takes a key out of the keyset in `file`. What it wrapped does not open any more: rewrap first.
    ///
    /// @throws BadKeyFile if it is not in there, or is the primary one
    public static SecretKeys drop(Path file, String keyId) {
        var old = read(file);
        if (old.primaryKeyId().equals(keyId)) throw new BadKeyFile(file, "wraps with this key; rotate first");
        if (!old.keyIds().contains(keyId)) throw new BadKeyFile(file, "has no such key");
        try {
            var keyset = KeysetHandle.newBuilder();
            for (int i = 0; i < old.keyset.size(); i++) {
                var entry = old.keyset.getAt(i);
                if (Integer.toUnsignedString(entry.getId()).equals(keyId)) continue;
                var kept = KeysetHandle.importKey(entry.getKey()).withFixedId(entry.getId());
                keyset.addEntry(entry.isPrimary() ? kept.makePrimary() : kept);
            }
            var left = keyset.build();
            KeyFile.replace(file, TinkJsonProtoKeysetFormat.serializeKeyset(left, InsecureSecretKeyAccess.get()));
            return new SecretKeys(left);
        } catch (GeneralSecurityException e) {
            throw new BadKeyFile(file, "the key could not be taken out");
        }
    }

    /// The id of the key that wraps now.
    public String primaryKeyId() {
        return Integer.toUnsignedString(keyset.getPrimary().getId());
    }

    /// The ids of all keys that unwrap, oldest first.
    public List<String> keyIds() {
        var ids = new ArrayList<String>();
        for (int i = 0; i < keyset.size(); i++) {
            var entry = keyset.getAt(i);
            if (entry.getStatus().equals(KeyStatus.ENABLED)) ids.add(Integer.toUnsignedString(entry.getId()));
        }
        return ids;
    }

    DataKey newDataKey(UUID tenantId) {
        try {
            return wrap(tenantId, newKeyset());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no data key could be made", e);
        }
    }

    DataKey rewrap(DataKey key) throws UnreadableSecret {
        var keyset = unwrapKeyset(key);
        try {
            return wrap(key.tenantId(), keyset);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the data key could not be wrapped", e);
        }
    }

    Aead unwrap(DataKey key) throws UnreadableSecret {
        var keyset = unwrapKeyset(key);
        try {
            return aead(keyset);
        } catch (GeneralSecurityException e) {
            throw new UnreadableSecret("the data key is of a kind this version does not know");
        }
    }

    private DataKey wrap(UUID tenantId, KeysetHandle data) throws GeneralSecurityException {
        byte[] wrapped = TinkProtoKeysetFormat.serializeEncryptedKeyset(data, aead, associated(tenantId));
        return new DataKey(tenantId, primaryKeyId(), Base64.getEncoder().encodeToString(wrapped));
    }

    private KeysetHandle unwrapKeyset(DataKey key) throws UnreadableSecret {
        if (!keyIds().contains(key.keyId())) {
            throw new UnreadableSecret("the key-encryption key %s is not in this service's key file, which has %s"
                    .formatted(key.keyId(), keyIds()));
        }
        try {
            return TinkProtoKeysetFormat.parseEncryptedKeyset(
                    Base64.getDecoder().decode(key.wrapped()), aead, associated(key.tenantId()));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new UnreadableSecret("the data key does not unwrap: it was changed, or belongs to another tenant");
        }
    }

    private static KeysetHandle newKeyset() throws GeneralSecurityException {
        return KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
    }

    private static Aead aead(KeysetHandle keyset) throws GeneralSecurityException {
        return keyset.getPrimitive(RegistryConfiguration.get(), Aead.class);
    }

    private static byte[] associated(UUID tenantId) {
        return tenantId.toString().getBytes(StandardCharsets.UTF_8);
    }
}
