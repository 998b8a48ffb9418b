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
    private final Properties known = new Properties();

    private Secrets(Path file) {
        this.file = file;
    }

    /// The secrets kept in this file, which need not exist yet.
    public static Secrets in(Path file) {
        var secrets = new Secrets(file);
        if (Files.exists(file)) {
            try (var reader = Files.newBufferedReader(file)) {
                secrets.known.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + file, e);
            }
        }
        return secrets;
    }

    /// The secret of this name: 32 letters and digits that need no quoting anywhere.
    public synchronized String get(String name) {
        var present = known.getProperty(name);
        return present == null ? put(name, random(16)) : present;
    }

    /// Whether the secret is there already.
    public synchronized boolean has(String name) {
        return known.containsKey(name);
    }

    /// Keeps a secret that somebody else made.
    public synchronized String put(String name, String value) {
        known.setProperty(name, value);
        write();
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

    private void write() {
        var text = new StringBuilder("# Passwords of this installation. Deleting one locks its holder out.\n");
        known.stringPropertyNames().stream()
                .sorted()
                .forEach(name -> text.append(name)
                        .append('=')
                        .append(known.getProperty(name))
                        .append('\n'));
        writePrivately(file, text.toString());
    }
}
