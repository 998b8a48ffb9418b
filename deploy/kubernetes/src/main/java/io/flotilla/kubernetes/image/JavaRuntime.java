package io.flotilla.kubernetes.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// The part of this process's JDK that the services need, linked once into a folder of its own.
final class JavaRuntime {
    /// What Quarkus, JDBC, Kafka and the HTTP clients use; `jdk.localedata` and `jdk.charsets` for other languages' texts.
    private static final List<String> MODULES = List.of(
            "java.compiler",
            "java.desktop",
            "java.instrument",
            "java.logging",
            "java.management",
            "java.naming",
            "java.net.http",
            "java.prefs",
            "java.rmi",
            "java.scripting",
            "java.security.jgss",
            "java.security.sasl",
            "java.sql",
            "java.transaction.xa",
            "java.xml",
            "jdk.charsets",
            "jdk.crypto.ec",
            "jdk.jfr",
            "jdk.localedata",
            "jdk.management",
            "jdk.naming.dns",
            "jdk.net",
            "jdk.security.auth",
            "jdk.unsupported",
            "jdk.zipfs");

    private static final Path JDK = Path.of(System.getProperty("java.home"));

    private JavaRuntime() {}

    /// Links the runtime, unless the folder holds the one of this JDK already.
    ///
    /// @return the runtime's folder
    static Path linkBelow(Path folder) throws IOException {
        var home = folder.resolve("java-%s-%08x".formatted(Runtime.version(), MODULES.hashCode()));
        if (Files.exists(home)) return home;
        Files.createDirectories(folder);
        var fresh = Files.createTempDirectory(folder, "java-").resolve("home");
        var log = fresh.resolveSibling("jlink.log");
        var command = List.of(
                JDK.resolve("bin/jlink").toString(),
                "--add-modules=" + String.join(",", MODULES),
                "--output=" + fresh,
                "--strip-java-debug-attributes",
                "--no-header-files",
                "--no-man-pages");
        int code = run(command, log);
        if (code != 0) throw new IOException("jlink ended with %d: %s".formatted(code, Files.readString(log)));
        Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
        Files.delete(log);
        Files.delete(log.getParent());
        return home;
    }

    private static int run(List<String> command, Path log) throws IOException {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while linking the Java runtime", e);
        }
    }
}
