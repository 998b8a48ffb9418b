package io.flotilla.kubernetes.image;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import io.flotilla.kubernetes.image.SystemLibraries.Architecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Writes images as archives. What seldom changes lies in the lower layers: C library, Java runtime, the application's
/// dependencies, the application. All times are zero, so that the same inputs give the same digest.
public final class ImageWriter {
    /// Who the services are inside of their images.
    public static final int USER = 10_001;

    private static final FilePermissions READ = FilePermissions.fromOctalString("644");
    private static final FilePermissions RUN = FilePermissions.fromOctalString("755");

    private final Path folder;
    private final String repository;
    private final String version;

    /// @param folder     where archives and work files go
    /// @param repository what image names begin with, such as `registry.example.com/flotilla`
    /// @param version    the tag
    public ImageWriter(Path folder, String repository, String version) {
        this.folder = folder.toAbsolutePath();
        this.repository = repository;
        this.version = version;
    }

    /// Writes the image of a service that is packaged below `root`.
    ///
    /// @throws IOException with a message for people
    public WrittenImage write(Service service, Path root) throws IOException {
        var application = root.resolve(service.application());
        if (!Files.exists(application.resolve("quarkus-run.jar"))) {
            throw new IOException(application + " is not built: ./flotilla images builds it first");
        }
        return write(service, application, JavaRuntime.linkBelow(folder.resolve("work")));
    }

    WrittenImage write(Service service, Path application, Path java) throws IOException {
        var reference = "%s/%s:%s".formatted(repository, service.name(), version);
        var file = folder.resolve(service.name() + ".tar");
        var work = folder.resolve("work");
        Files.createDirectories(work);
        try {
            var image = Jib.fromScratch()
                    .setPlatforms(Set.of(new Platform(Architecture.here().name(), "linux")))
                    .setCreationTime(Instant.EPOCH)
                    .addFileEntriesLayer(system(work))
                    .addFileEntriesLayer(tree("java", java, "/java", path -> true))
                    .addFileEntriesLayer(tree("libraries", application, "/app", path -> path.startsWith("lib")))
                    .addFileEntriesLayer(tree("application", application, "/app", path -> !path.startsWith("lib")))
                    .setUser("%1$d:%1$d".formatted(USER))
                    .setWorkingDirectory(AbsoluteUnixPath.get("/app"))
                    .setEnvironment(Map.of("FLOTILLA_HTTP_HOST", "0.0.0.0", "FLOTILLA_HTTP_PORT", "8080"))
                    .addExposedPort(Port.tcp(8080))
                    .setLabels(labels(service))
                    .setEntrypoint(entrypoint());
            var written = image.containerize(Containerizer.to(TarImage.at(file).named(reference))
                    .setOfflineMode(true)
                    .setToolName("flotilla")
                    .setBaseImageLayersCache(work.resolve("cache"))
                    .setApplicationLayersCache(work.resolve("cache")));
            return new WrittenImage(reference, file, written.getDigest().toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while writing " + file, e);
        } catch (ExecutionException e) {
            throw new IOException("cannot write %s: %s".formatted(file, e.getCause()), e);
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("cannot write %s: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static List<String> entrypoint() {
        return List.of(
                "/java/bin/java",
                "-XX:MaxRAMPercentage=70",
                "-XX:+ExitOnOutOfMemoryError",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                "quarkus-run.jar");
    }

    private Map<String, String> labels(Service service) {
        return Map.of(
                "org.opencontainers.image.title", service.name(),
                "org.opencontainers.image.description", service.description(),
                "org.opencontainers.image.version", version,
                "org.opencontainers.image.licenses", "Apache-2.0");
    }

    private static FileEntriesLayer system(Path work) throws IOException {
        var layer = FileEntriesLayer.builder().setName("system");
        for (var each : SystemLibraries.find().entrySet()) {
            layer.addEntry(each.getValue(), AbsoluteUnixPath.get(each.getKey()), RUN, Instant.EPOCH);
        }
        var texts = Map.of(
                "passwd", "flotilla:x:%1$d:%1$d::/tmp:/none\n".formatted(USER),
                "group", "flotilla:x:%d:\n".formatted(USER),
                "nsswitch.conf", "hosts: files dns\n");
        for (String name : List.of("group", "nsswitch.conf", "passwd")) {
            var text = Files.writeString(work.resolve(name), texts.get(name));
            layer.addEntry(text, AbsoluteUnixPath.get("/etc/" + name), READ, Instant.EPOCH);
        }
        var empty = Files.createDirectories(work.resolve("empty"));
        layer.addEntry(empty, AbsoluteUnixPath.get("/tmp"), FilePermissions.fromOctalString("777"), Instant.EPOCH);
        return layer.build();
    }

    private static FileEntriesLayer tree(String name, Path from, String to, Predicate<Path> chosen) throws IOException {
        var layer = FileEntriesLayer.builder().setName(name);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                var path = from.relativize(file);
                if (!chosen.test(path)) continue;
                var place = AbsoluteUnixPath.get(to).resolve(path.toString());
                // the real file: linked runtimes hold links to licence texts
                layer.addEntry(file.toRealPath(), place, Files.isExecutable(file) ? RUN : READ, Instant.EPOCH);
            }
        }
        return layer.build();
    }
}
