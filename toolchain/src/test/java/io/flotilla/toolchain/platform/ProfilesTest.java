package io.flotilla.toolchain.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfilesTest {
    @TempDir
    Path folder;

    @Test
    void findsTheLocalStackFromAFolderBelowIt() throws Exception {
        localEnv("FLOTILLA_URL=http://127.0.0.1:8080\nFLOTILLA_API_KEY='it'\\''s a key'\n");
        var below = Files.createDirectories(folder.resolve("apps/claims"));

        var profile = profiles(below, Map.of()).find(null);

        assertThat(profile.url()).hasToString("http://127.0.0.1:8080");
        assertThat(profile.key()).isEqualTo("it's a key");
    }

    @Test
    void prefersTheEnvironmentToTheLocalStack() throws Exception {
        localEnv("FLOTILLA_URL=http://127.0.0.1:8080\nFLOTILLA_API_KEY=local\n");

        var profile = profiles(folder, Map.of("FLOTILLA_URL", "https://flotilla.example", "FLOTILLA_API_KEY", "far"))
                .find(null);

        assertThat(profile.key()).isEqualTo("far");
    }

    @Test
    void readsANamedProfile() throws Exception {
        file().put("acme", Profile.of("https://acme.example", "k", "a test"));

        assertThat(profiles(folder, Map.of()).find("acme").url()).hasToString("https://acme.example");
        assertThat(profiles(folder, Map.of("FLOTILLA_PROFILE", "acme"))
                        .find(null)
                        .key())
                .isEqualTo("k");
    }

    @Test
    void keepsKeysFromOthers() throws Exception {
        file().put("acme", Profile.of("https://acme.example", "k", "a test"));

        assertThat(Files.getPosixFilePermissions(configuration()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));

        Files.setPosixFilePermissions(configuration(), PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> profiles(folder, Map.of()).find("acme"))
                .isInstanceOf(NoPlatform.class)
                .hasMessageContaining("chmod 600")
                .hasMessageNotContaining("acme.example");
    }

    @Test
    void forgetsAProfileAndKeepsTheOthers() throws Exception {
        file().put("acme", Profile.of("https://acme.example", "k", "a test"));
        file().put("other", Profile.of("https://other.example", "k", "a test"));

        assertThat(file().remove("acme")).isTrue();
        assertThat(file().remove("acme")).isFalse();

        assertThat(file().addresses()).containsExactly(Map.entry("other", "https://other.example"));
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        assertThatThrownBy(() -> profiles(folder, Map.of()).find(null))
                .isInstanceOf(NoPlatform.class)
                .hasMessageContaining("./flotilla up");
        assertThatThrownBy(() -> profiles(folder, Map.of()).find("acme")).hasMessageContaining("cannot read");
        file().put("other", Profile.of("https://acme.example", "k", "a test"));
        assertThatThrownBy(() -> profiles(folder, Map.of()).find("acme")).hasMessageContaining("has no acme.url");
        assertThatThrownBy(() -> profiles(folder, Map.of("FLOTILLA_URL", "http://a.example"))
                        .find(null))
                .hasMessageContaining("no API key");
        assertThatThrownBy(() -> profiles(folder, Map.of("FLOTILLA_URL", "ftp://a", "FLOTILLA_API_KEY", "k"))
                        .find(null))
                .hasMessageContaining("Not an http(s) address");
    }

    @Test
    void neverPrintsTheKey() throws Exception {
        var profile = profiles(folder, Map.of("FLOTILLA_URL", "http://a.example", "FLOTILLA_API_KEY", "flk_secret"))
                .find(null);

        assertThat(profile.toString()).doesNotContain("flk_secret");
    }

    private Profiles profiles(Path from, Map<String, String> environment) {
        return new Profiles(from, configuration(), environment);
    }

    private ProfileFile file() {
        return new ProfileFile(configuration());
    }

    private Path configuration() {
        return folder.resolve("profiles.properties");
    }

    private void localEnv(String content) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve(".flotilla")).resolve("local.env"), content);
    }
}
