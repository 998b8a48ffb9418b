package io.flotilla.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir
    Path folder;

    @Test
    void aSecretStaysTheSame() {
        var first = Secrets.in(folder.resolve("secrets")).get("door");

        assertThat(Secrets.in(folder.resolve("secrets")).get("door")).isEqualTo(first);
        assertThat(first).matches("[0-9a-f]{32}");
    }

    @Test
    void onlyTheOwnerCanReadThem() throws Exception {
        Secrets.in(folder.resolve("secrets")).get("door");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("secrets"))))
                .isEqualTo("rw-------");
    }

    @Test
    void twoWritersDoNotForgetEachOthersSecrets() {
        var one = Secrets.in(folder.resolve("secrets"));
        var other = Secrets.in(folder.resolve("secrets"));
        one.get("first");

        other.put("second", "value");

        assertThat(one.has("second")).isTrue();
        assertThat(other.has("first")).isTrue();
    }
}
