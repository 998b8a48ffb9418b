package io.flotilla.kubernetes.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/// The C library of the machine that builds: what a Java runtime needs besides itself, and nothing more. No shell, no
/// package manager.
final class SystemLibraries {
    private static final List<String> NEEDED =
            List.of("libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1", "libresolv.so.2");
    /// Older and newer systems lack one or the other.
    private static final List<String> WELCOME =
            List.of("libnss_files.so.2", "libnss_dns.so.2", "libgcc_s.so.1", "libstdc++.so.6", "libz.so.1");

    private SystemLibraries() {}

    /// Files of this machine by the place they have in the image.
    ///
    /// @throws IOException with a message for people, if this is no Linux with the GNU C library
    static SortedMap<String, Path> find() throws IOException {
        var files = new TreeMap<String, Path>();
        var platform = Architecture.here();
        files.put(platform.loader(), real(platform.loader()));
        var folder = platform.libraryFolders().stream()
                .filter(each -> Files.exists(Path.of(each, "libc.so.6")))
                .findFirst()
                .orElseThrow(() -> new IOException("found no libc.so.6 in " + platform.libraryFolders()));
        for (String name : NEEDED) files.put(folder + "/" + name, real(folder + "/" + name));
        for (String name : WELCOME) {
            if (Files.exists(Path.of(folder, name))) files.put(folder + "/" + name, real(folder + "/" + name));
        }
        return files;
    }

    private static Path real(String file) throws IOException {
        if (!Files.exists(Path.of(file))) throw new IOException("images are built on Linux with glibc; there is no " + file);
        return Path.of(file).toRealPath();
    }

    /// @param name           as images call it
    /// @param loader         the program that loads libraries, at the place that is compiled into every program
    /// @param libraryFolders where distributions keep the libraries
    record Architecture(String name, String loader, List<String> libraryFolders) {
        static Architecture here() throws IOException {
            return switch (System.getProperty("os.arch").toLowerCase(Locale.ROOT)) {
                case "amd64", "x86_64" ->
                    new Architecture(
                            "amd64", "/lib64/ld-linux-x86-64.so.2", List.of("/lib/x86_64-linux-gnu", "/lib64"));
                case "aarch64" ->
                    new Architecture(
                            "arm64", "/lib/ld-linux-aarch64.so.1", List.of("/lib/aarch64-linux-gnu", "/lib64"));
                case String other -> throw new IOException("no images for the architecture " + other);
            };
        }
    }
}
