package io.flotilla.kubernetes.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageWriterTest {
    @TempDir
    Path folder;

    @Test
    void theSameFilesGiveTheSameImageWhenAndWhereverTheyAreWritten() throws IOException {
        var first = image("first", Instant.parse("2026-01-01T00:00:00Z"), "class");
        var second = image("second", Instant.parse("2026-11-11T11:11:11Z"), "class");
        var other = image("other", Instant.parse("2026-01-01T00:00:00Z"), "another class");

        assertThat(first.file()).hasSameBinaryContentAs(second.file());
        assertThat(first.digest()).isEqualTo(second.digest()).isNotEqualTo(other.digest());
    }

    @Test
    void namesWhatIsNotBuilt() {
        var writer = new ImageWriter(folder.resolve("out"), "flotilla", "1");

        assertThatThrownBy(() -> writer.write(Service.WORKER, folder))
                .hasMessageContaining("app-runtime/worker/target/quarkus-app is not built");
    }

    private WrittenImage image(String name, Instant time, String content) throws IOException {
        var application = folder.resolve(name + "/app");
        var java = folder.resolve(name + "/java");
        file(application.resolve("quarkus-run.jar"), content, time);
        file(application.resolve("lib/main/some.jar"), "library", time);
        file(java.resolve("bin/java"), "java", time);
        return new ImageWriter(folder.resolve(name + "/out"), "flotilla", "1").write(Service.WORKER, application, java);
    }

    private static void file(Path path, String content, Instant time) throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
        Files.setLastModifiedTime(path, FileTime.from(time));
    }
}
