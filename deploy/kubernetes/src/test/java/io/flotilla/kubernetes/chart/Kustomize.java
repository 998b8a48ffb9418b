package io.flotilla.kubernetes.chart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

/// `kubectl kustomize`, as an installer runs it. It needs no cluster.
final class Kustomize {
    private Kustomize() {}

    /// What it prints for a folder.
    static String build(Path folder) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder("kubectl", "kustomize", folder.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new IOException("kubectl 1.27 or newer must be on the PATH: see CONTRIBUTING.md", e);
        }
        var built = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as("kubectl kustomize " + folder).isZero();
        return built;
    }
}
