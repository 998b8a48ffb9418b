package io.flotilla.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// Where things lie on this machine.
public final class Folders {
    private Folders() {}

    /// What is unpacked or trained once per user and can be deleted at any time: `$XDG_CACHE_HOME/flotilla` or
    /// `~/.cache/flotilla`.
    public static Path cache() {
        var xdg = System.getenv("XDG_CACHE_HOME");
        var base = xdg == null || xdg.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
        return base.resolve("flotilla").toAbsolutePath();
    }

    /// The project's root: the system property `flotilla.root`, or the nearest folder above the current one that holds
    /// it all.
    public static Path root() {
        var named = System.getProperty("flotilla.root");
        if (named != null && !named.isBlank()) return Path.of(named).toAbsolutePath();
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("deploy/local/pom.xml"))) return folder;
        }
        throw new IllegalStateException("cannot find the project's root: name it with -Dflotilla.root=...");
    }

    /// Deletes a folder with everything in it, if it is there.
    public static void delete(Path folder) {
        if (!Files.exists(folder)) return;
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path each, @Nullable IOException e) throws IOException {
                    if (e != null) throw e;
                    Files.delete(each);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder, e);
        }
    }
}
