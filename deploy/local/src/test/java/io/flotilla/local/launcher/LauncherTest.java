package io.flotilla.local.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.flotilla.local.process.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher's script in a project without anything, so that only what it says and calls is seen.
class LauncherTest {
    private static final String JDK = System.getProperty("java.home");

    @TempDir
    Path project;

    private Path programs;

    @BeforeEach
    void prepare() throws IOException {
        Files.copy(Folders.root().resolve("flotilla"), project.resolve("flotilla"));
        programs = Files.createDirectories(project.resolve("programs"));
        for (var each : List.of(
                "dirname",
                "readlink",
                "sed",
                "head",
                "date",
                "mktemp",
                "mv",
                "rm",
                "find",
                "cat",
                "awk",
                "sh",
                "mkdir")) {
            program(programs, each, "exec %s \"$@\"".formatted(where(each)));
        }
    }

    @Test
    void saysWhatIsMissingWithoutAJdk() throws Exception {
        var ended = run(Map.of("FLOTILLA_JDK_PLACES", "/nowhere"), "status");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.text())
                .contains("Flotilla needs JDK 25 or newer")
                .contains("JAVA_HOME=/path/to/jdk ./flotilla");
    }

    @Test
    void anOlderJdkInJavaHomeIsPassedOver() throws Exception {
        var old = Files.createDirectories(project.resolve("old/bin")).getParent();
        for (var each : List.of("java", "javac")) program(old.resolve("bin"), each, "exit 9");
        Files.writeString(old.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");

        var ended = run(Map.of("JAVA_HOME", old.toString(), "FLOTILLA_JDK_PLACES", "/nowhere"), "status");

        assertThat(ended.text()).contains("Flotilla needs JDK 25");
    }

    @Test
    void findsAJdkInTheUsualPlaces() throws Exception {
        var ended = run(Map.of("FLOTILLA_JDK_PLACES", JDK), "status");

        assertThat(ended.text()).doesNotContain("needs JDK");
    }

    @Test
    void saysWhatIsMissingWithoutMaven() throws Exception {
        var ended = run(Map.of("JAVA_HOME", JDK), "status");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.text()).contains("Flotilla needs Maven 3.8 or newer");
    }

    @Test
    void aBuildThatFailsEndsIt() throws Exception {
        program(programs, "mvn", "echo no such symbol; exit 1");

        var ended = run(Map.of("JAVA_HOME", JDK), "status");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.text()).contains("no such symbol").contains("The build failed");
    }

    @Test
    void theTestsLastLineCountsWhatMavenReported() throws Exception {
        program(programs, "mvn", """
                mkdir -p module/target/surefire-reports
                cat > module/target/surefire-reports/TEST-a.xml <<END
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuite xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" version="3.0" name="a" time="1.5" tests="5" errors="1" skipped="0" failures="1">
                  <testcase name="tests="/>
                </testsuite>
                END
                exit 1""");

        var ended = run(Map.of("JAVA_HOME", JDK), "test");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.text().strip()).endsWith("3 passed, 2 failed");
    }

    @Test
    void aTestRunThatSucceedsSaysSo() throws Exception {
        program(programs, "mvn", """
                mkdir -p module/target/surefire-reports
                echo '<testsuite tests="4" errors="0" skipped="0" failures="0"></testsuite>' > module/target/surefire-reports/TEST-a.xml
                """);

        var ended = run(Map.of("JAVA_HOME", JDK), "test");

        assertThat(ended.code()).isZero();
        assertThat(ended.text().strip()).endsWith("4 passed, 0 failed");
    }

    private Ended run(Map<String, String> environment, String command) throws Exception {
        var builder = new ProcessBuilder(project.resolve("flotilla").toString(), command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", programs.toString(), "HOME", "/nowhere"));
        builder.environment().putAll(environment);
        var process = builder.start();
        var text = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Ended(process.waitFor(), text);
    }

    private static void program(Path folder, String name, String script) throws IOException {
        var file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path where(String program) {
        return List.of("/usr/bin", "/bin").stream()
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    private record Ended(int code, String text) {}
}
