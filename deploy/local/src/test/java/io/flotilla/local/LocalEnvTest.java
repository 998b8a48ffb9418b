package io.flotilla.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalEnvTest {
    private static final String AWKWARD = "{\"text\": \"it's $HOME `here` \\\\ \\\"so\\\" 投诉 & more; #1\"}";

    @TempDir
    Path folder;

    @Test
    void aShellReadsEachValueAsItIs() throws Exception {
        LocalEnv.write(folder, Map.of("FLOTILLA_SAMPLE", AWKWARD));

        var shell = new ProcessBuilder("sh", "-c", "set -a; . ./local.env; printenv FLOTILLA_SAMPLE")
                .directory(folder.toFile())
                .start();

        assertThat(new String(shell.getInputStream().readAllBytes(), UTF_8)).isEqualTo(AWKWARD + "\n");
    }

    @Test
    void readsWhatItWrote() {
        LocalEnv.write(folder, Map.of("FLOTILLA_SAMPLE", AWKWARD, "FLOTILLA_EMPTY", ""));

        assertThat(LocalEnv.read(folder)).isEqualTo(Map.of("FLOTILLA_SAMPLE", AWKWARD, "FLOTILLA_EMPTY", ""));
    }

    @Test
    void onlyTheOwnerCanReadIt() throws Exception {
        LocalEnv.write(folder, Map.of("FLOTILLA_SAMPLE", "value"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(LocalEnv.file(folder))))
                .isEqualTo("rw-------");
    }

    @Test
    void refusesWhatDoesNotFitOnALine() {
        assertThatThrownBy(() -> LocalEnv.write(folder, Map.of("FLOTILLA_SAMPLE", "two\nlines")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
