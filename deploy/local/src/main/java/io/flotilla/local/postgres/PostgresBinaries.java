package io.flotilla.local.postgres;

import io.flotilla.local.process.Folders;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/// PostgreSQL's programs, unpacked once per user.
final class PostgresBinaries {
    private PostgresBinaries() {}

    /// The folder that holds `bin/postgres`; unpacks it when it is not there yet.
    static Path unpacked(Path cache) {
        var archive = archiveName();
        var packed = PostgresBinaries.class.getResource("/" + archive);
        if (packed == null) {
            throw new IllegalStateException(
                    archive + " is not on the class path: PostgreSQL has no binaries for this machine");
        }
        try {
            var connection = packed.openConnection();
            var home = cache.resolve("postgres-" + connection.getContentLengthLong());
            if (Files.exists(home.resolve("bin/postgres"))) return home;
            Files.createDirectories(cache);
            var fresh = Files.createTempDirectory(cache, "postgres-");
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
            try (var in = connection.getInputStream()) {
                unpack(in, fresh);
            }
            moveInPlace(fresh, home);
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack PostgreSQL into " + cache, e);
        }
    }

    private static String archiveName() {
        var arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        var mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac");
        var arm = arch.equals("aarch64") || arch.equals("arm64");
        return "postgres-%s-%s.txz".formatted(mac ? "darwin" : "linux", arm ? "arm_64" : "x86_64");
    }

    private static void unpack(InputStream packed, Path folder) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(packed)))) {
            for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
                var target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) throw new IOException("leaves its folder: " + entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                    continue;
                }
                Files.createDirectories(target.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                    continue;
                }
                Files.copy(tar, target, StandardCopyOption.REPLACE_EXISTING);
                if ((entry.getMode() & 0100) != 0) {
                    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
                }
            }
        }
    }

    // Two processes may unpack at once: the first to finish wins, and both hold the same
    private static void moveInPlace(Path fresh, Path home) throws IOException {
        try {
            Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException other) {
            if (!Files.exists(home.resolve("bin/postgres"))) throw other;
            Folders.delete(fresh);
        }
    }
}
