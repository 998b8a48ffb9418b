package io.flotilla.local.keycloak;

import io.flotilla.local.process.Child;
import io.flotilla.local.process.Child.Signal;
import io.flotilla.local.process.Folders;
import io.flotilla.local.process.Jvm;
import io.flotilla.local.process.Turns;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/// Keycloak's programs: fetched by Maven, unpacked and built for PostgreSQL once per user.
final class KeycloakDistribution {
    private static final String ARTIFACT = "keycloak-quarkus-dist";
    private static final List<String> BUILD =
            List.of("build", "--db=postgres", "--health-enabled=true", "--features-disabled=kerberos");

    private KeycloakDistribution() {}

    /// The folder of a distribution that is ready to start.
    ///
    /// @param progress told when something slow begins
    static Path ready(Path log, Consumer<String> progress) {
        var cache = Folders.cache();
        var home = cache.resolve("keycloak-" + version());
        var mark = home.resolve(".built");
        if (Files.exists(mark)) return home;
        try {
            // Others may want the same at the same time: they wait and then find it done
            Turns.alone(cache.resolve("keycloak.lock"), () -> {
                if (Files.exists(mark)) return;
                var archive = archive(log, progress);
                progress.accept("unpacking Keycloak " + version() + " (once)");
                Folders.delete(home);
                unpack(archive, home);
                progress.accept("preparing Keycloak for PostgreSQL (once)");
                build(home, log);
                Files.createFile(mark);
            });
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare Keycloak", e);
        }
    }

    static String version() {
        var properties = new Properties();
        try (var in = KeycloakDistribution.class.getResourceAsStream("version.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }

    private static Path archive(Path log, Consumer<String> progress) {
        var repository = Path.of(System.getProperty(
                "flotilla.maven.repository", System.getProperty("user.home") + "/.m2/repository"));
        var archive = repository.resolve("org/keycloak/%1$s/%2$s/%1$s-%2$s.tar.gz".formatted(ARTIFACT, version()));
        if (Files.exists(archive)) return archive;
        progress.accept("fetching Keycloak " + version() + ", 176 MB (once)");
        var root = Folders.root().toString();
        var artifact = "org.keycloak:%s:%s:tar.gz".formatted(ARTIFACT, version());
        var command = List.of(
                "mvn", "-B", "-q", "-N", "-f", root, "-Dmaven.repo.local=" + repository, "dependency:get",
                "-Dtransitive=false", "-Dartifact=" + artifact);
        var maven = Child.start(command, Map.of("JAVA_HOME", Jvm.HOME.toString()), log, Signal.TERM);
        if (maven.onExit().join() != 0 || !Files.exists(archive)) {
            throw new IllegalStateException("Maven could not fetch " + artifact + ":\n" + maven.logTail());
        }
        return archive;
    }

    private static void unpack(Path archive, Path home) throws IOException {
        try (var tar = new TarArchiveInputStream(
                new GZIPInputStream(new BufferedInputStream(Files.newInputStream(archive)), 1 << 16))) {
            for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
                int slash = entry.getName().indexOf('/'); // everything lies in one folder of the version's name
                var target = home.resolve(entry.getName().substring(slash + 1)).normalize();
                if (!target.startsWith(home)) throw new IOException("leaves its folder: " + entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                    continue;
                }
                Files.createDirectories(target.getParent());
                Files.copy(tar, target);
            }
        }
    }

    private static void build(Path home, Path log) {
        var build = Child.start(
                Stream.concat(Stream.of("sh", home.resolve("bin/kc.sh").toString()), BUILD.stream()).toList(),
                Map.of("JAVA_HOME", Jvm.HOME.toString(), "JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1"),
                log,
                Signal.TERM);
        if (build.onExit().join() != 0) {
            throw new IllegalStateException("Keycloak could not be prepared:\n" + build.logTail());
        }
    }
}
