package io.flotilla.messages.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flotilla.messages.SealedSecret;
import io.flotilla.messages.UnreadableMessage;
import io.flotilla.messages.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedSecretTest {
    private static final UUID TENANT = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final UUID SECRET = UUID.fromString("00000000-0000-4000-8000-000000000002");
    private static final String VALUE = "sk-密钥-1234";

    @TempDir
    Path folder;

    Path file;
    SecretKeys keys;
    SecretSealer sealer;
    DataKey dataKey;

    @BeforeEach
    void newKeyFile() {
        file = folder.resolve("keys/keyset.json");
        keys = SecretKeys.create(file);
        sealer = new SecretSealer(keys);
        dataKey = sealer.newDataKey(TENANT);
    }

    @Test
    void whatIsSealedOpensWithTheSameKeyFileAlsoAfterTheWire() throws UnreadableSecret, UnreadableMessage {
        var sealed = sealer.seal(dataKey, SECRET, 3, VALUE);

        var arrived = Wire.read(Wire.write(sealed), SealedSecret.class);

        assertThat(new SecretOpener(SecretKeys.read(file)).open(arrived)).isEqualTo(VALUE);
        assertThat(new String(Wire.write(sealed))).doesNotContain(VALUE);
    }

    @Test
    void theSameValueIsNeverSealedTheSameWayTwice() throws UnreadableSecret {
        assertThat(sealer.seal(dataKey, SECRET, 1, VALUE).ciphertext())
                .isNotEqualTo(sealer.seal(dataKey, SECRET, 1, VALUE).ciphertext());
    }

    @Test
    void aSealedSecretMovedToAnotherTenantNameOrVersionDoesNotOpen() throws UnreadableSecret {
        var sealed = sealer.seal(dataKey, SECRET, 3, VALUE);
        var other = UUID.randomUUID();

        refuses(new SealedSecret(other, SECRET, 3, sealed.keyId(), sealed.dataKey(), sealed.ciphertext()));
        refuses(new SealedSecret(TENANT, other, 3, sealed.keyId(), sealed.dataKey(), sealed.ciphertext()));
        refuses(new SealedSecret(TENANT, SECRET, 4, sealed.keyId(), sealed.dataKey(), sealed.ciphertext()));
        refuses(new SealedSecret(TENANT, SECRET, 3, sealed.keyId(), sealed.dataKey(), "not base64!"));
        refuses(new SealedSecret(
                TENANT, SECRET, 3, sealed.keyId(), sealer.newDataKey(TENANT).wrapped(), sealed.ciphertext()));
    }

    @Test
    void aKeyThatTheFileDoesNotHoldIsNamed() throws UnreadableSecret {
        var sealed = sealer.seal(dataKey, SECRET, 1, VALUE);
        var elsewhere = SecretKeys.create(folder.resolve("other.json"));

        assertThatThrownBy(() -> new SecretOpener(elsewhere).open(sealed))
                .isInstanceOf(UnreadableSecret.class)
                .hasMessageContaining(keys.primaryKeyId())
                .hasMessageContaining(elsewhere.primaryKeyId());
    }

    @Test
    void afterARotationOldSecretsOpenAndNewOnesUseTheNewKey() throws UnreadableSecret {
        var old = sealer.seal(dataKey, SECRET, 1, VALUE);

        var rotated = SecretKeys.rotate(file);

        var next = new SecretSealer(rotated);
        var moved = next.rewrap(dataKey);
        var fresh = next.seal(moved, SECRET, 2, "second");
        var opener = new SecretOpener(SecretKeys.read(file));
        assertThat(rotated.keyIds()).containsExactly(keys.primaryKeyId(), rotated.primaryKeyId());
        assertThat(moved.keyId()).isEqualTo(rotated.primaryKeyId());
        assertThat(opener.open(old)).isEqualTo(VALUE);
        assertThat(opener.open(fresh)).isEqualTo("second");
        assertThat(opener.open(new SealedSecret(TENANT, SECRET, 1, moved.keyId(), moved.wrapped(), old.ciphertext())))
                .isEqualTo(VALUE);
    }

    @Test
    void theKeyFileIsItsOwnersAloneAndNeverOverwritten() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> SecretKeys.create(file))
                .isInstanceOf(BadKeyFile.class)
                .hasMessageContaining("exists");
    }

    @Test
    void aKeyFileThatOthersCanReadIsRefused() throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> SecretKeys.read(file))
                .isInstanceOf(BadKeyFile.class)
                .hasMessageContaining("chmod 600");
    }

    @Test
    void aMissingOrBrokenKeyFileIsNamed() throws IOException {
        var broken = Files.writeString(folder.resolve("broken.json"), "{\"primaryKeyId\": 1, \"key\": []}");
        Files.setPosixFilePermissions(broken, PosixFilePermissions.fromString("rw-------"));

        assertThatThrownBy(() -> SecretKeys.read(broken))
                .isInstanceOf(BadKeyFile.class)
                .hasMessageContaining("broken.json");
        assertThatThrownBy(() -> SecretKeys.read(folder.resolve("none.json")))
                .isInstanceOf(BadKeyFile.class)
                .hasMessageContaining("does not exist");
    }

    private void refuses(SealedSecret changed) {
        assertThatThrownBy(() -> new SecretOpener(keys).open(changed))
                .isInstanceOf(UnreadableSecret.class)
                .hasMessageNotContaining(VALUE);
    }

    @Test
    void aRunningServiceFollowsARotation() throws Exception {
        var opener = new SecretOpener(KeyRing.of(file));
        var running = new SecretSealer(KeyRing.of(file));
        SecretKeys.rotate(file);
        var rotated = new SecretSealer(SecretKeys.read(file));
        var key = rotated.newDataKey(TENANT);

        var sealed = running.seal(key, SECRET, 1, VALUE);

        assertThat(opener.open(sealed)).isEqualTo(VALUE);
    }

    @Test
    void aKeyIsDroppedWhenItsDataKeysWereRewrapped() throws Exception {
        var key = sealer.newDataKey(TENANT);
        var first = key.keyId();
        var next = new SecretSealer(SecretKeys.rotate(file));
        var rewrapped = next.rewrap(key);

        assertThatThrownBy(() -> SecretKeys.drop(file, rewrapped.keyId())).isInstanceOf(BadKeyFile.class);
        var left = SecretKeys.drop(file, first);

        assertThat(left.keyIds()).containsExactly(rewrapped.keyId());
        var sealed = new SecretSealer(left).seal(rewrapped, SECRET, 1, VALUE);
        assertThat(new SecretOpener(SecretKeys.read(file)).open(sealed)).isEqualTo(VALUE);
        assertThatThrownBy(() -> SecretKeys.drop(file, first)).isInstanceOf(BadKeyFile.class);
    }
}
