package io.flotilla.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/// Random passwords of one installation, made when first asked for and kept in a file that only its owner can read.
public final class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path file;

    private Secrets(Path file) {
        this.file = file;
    }

    /// The secrets kept in this file, which need not exist yet.
    public static Secrets in(Path file) {
        return new Secrets(file);
    }

    /// The secret of this name: 32 letters and digits that need no quoting anywhere.
    public synchronized String get(String name) {
        var present = read().getProperty(name);
        return present == null ? put(name, random(16)) : present;
    }

    /// Whether the secret is there already.
    public synchronized boolean has(String name) {
        return read().containsKey(name);
    }

    /// Keeps a secret that somebody else made.
    public synchronized String put(String name, String value) {
        var all = read();
        all.setProperty(name, value);
        write(all);
        return value;
    }

    /// That many random bytes in hexadecimal.
    public static String random(int bytes) {
        var random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /// Writes a file that only its owner can read, all of it or nothing.
    public static void writePrivately(Path file, String content) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            var fresh = Files.createTempFile(file.toAbsolutePath().getParent(), ".new", null, owner);
            Files.writeString(fresh, content);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    // Read each time: the supervising process and a command may both keep secrets here
    private Properties read() {
        var all = new Properties();
        if (!Files.exists(file)) return all;
        try (var reader = Files.newBufferedReader(file)) {
            all.load(reader);
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private void write(Properties all) {
        var text = new StringBuilder("# Passwords of this installation. Deleting one locks its holder out.\n");
        all.stringPropertyNames().stream()
                .sorted()
                .forEach(name -> text.append(name)
                        .append('=')
                        .append(all.getProperty(name))
                        .append('\n'));
        writePrivately(file, text.toString());
    }
}
