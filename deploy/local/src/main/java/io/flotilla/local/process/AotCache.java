package io.flotilla.local.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.flotilla.local.process.Child.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/// A cache of a program's loaded and linked classes, with which its JVM starts in a third of the time.
///
/// Nobody waits for it: a run records its classes, the record is kept when the run has ended in good order, and
/// [#make] turns it into the cache while a later run goes on. Each build of a program has a cache of its own, and the
/// JVM passes over one that does not fit.
public final class AotCache {
    private static final Duration LONG_AGO = Duration.ofDays(14);

    private final Path cache;
    private final Path record;
    private final Path recording;

    private AotCache(Path cache, Path record) {
        this.cache = cache;
        this.record = record;
        this.recording = record.resolveSibling(record.getFileName() + "." + UUID.randomUUID());
    }

    /// @param name    of the program
    /// @param program its jar, or a folder with all of its jars
    public static AotCache of(String name, Path program) {
        return of(Folders.cache(), name, program);
    }

    static AotCache of(Path folder, String name, Path program) {
        try (Stream<Path> files = Files.walk(program)) {
            var jars = files.filter(each -> each.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
            var base = "%s-%s".formatted(name, key(jars));
            Files.createDirectories(folder);
            return new AotCache(folder.resolve(base + ".aot"), folder.resolve(base + ".aotconf"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + program, e);
        }
    }

    /// Changes whenever a cache made for other jars, or another JDK, would be refused.
    public static String key(List<Path> jars) {
        try {
            var text = new StringBuilder(Runtime.version().toString());
            for (Path jar : jars) text.append(jar).append(Files.size(jar)).append(Files.getLastModifiedTime(jar));
            var hash =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the class path", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What a start of the program adds to its JVM's flags: the cache, or that classes are recorded, or nothing.
    public List<String> flags() {
        if (Files.exists(cache)) return List.of("-XX:AOTCache=" + cache, "-Xlog:disable");
        if (Files.exists(record)) return List.of();
        return List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + recording, "-Xlog:disable");
    }

    /// Keeps what a run has recorded, after it has ended in good order.
    public void keep() {
        try {
            if (Files.exists(recording)) Files.move(recording, record, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep " + recording, e);
        }
    }

    /// Makes the cache from a kept record, if there is one: some seconds of a processor, under `nice`, because
    /// somebody may be at work.
    ///
    /// @param java    the JVM with the flags the program is started with
    /// @param program its class path and main class, as for `java`
    public void make(List<String> java, List<String> program) {
        if (Files.exists(cache) || !Files.exists(record)) return;
        var fresh = cache.resolveSibling(cache.getFileName() + "." + UUID.randomUUID());
        var command = new ArrayList<>(List.of("nice"));
        command.addAll(java);
        command.addAll(List.of("-XX:AOTMode=create", "-XX:AOTConfiguration=" + record, "-XX:AOTCache=" + fresh));
        command.addAll(program);
        Child.start(command, Map.of(), cache.resolveSibling("aot.log"), Signal.TERM)
                .onExit()
                .join();
        try {
            if (Files.exists(fresh)) Files.move(fresh, cache, StandardCopyOption.ATOMIC_MOVE);
            Files.deleteIfExists(record);
            deleteOld(requireNonNull(cache.getParent()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep " + cache, e);
        }
    }

    /// Caches of builds long gone only take room.
    public static void deleteOld(Path folder) throws IOException {
        var longAgo = FileTime.from(Clock.systemUTC().instant().minus(LONG_AGO));
        try (var files = Files.newDirectoryStream(folder, "*.{aot,aotconf,jar}*")) {
            for (Path each : files) {
                if (Files.getLastModifiedTime(each).compareTo(longAgo) < 0) Files.deleteIfExists(each);
            }
        }
    }
}
