package io.flotilla.messages.secret;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// The file with the cleartext keyset. Its owner reads and writes it; a group may read it (a mounted Kubernetes secret
/// with
/// `fsGroup`); a file that others can touch is refused. On file systems without such permissions nothing is checked.
final class KeyFile {
    private static final Set<PosixFilePermission> TOO_OPEN = PosixFilePermissions.fromString("----w-rwx");
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");

    private KeyFile() {}

    static void create(Path file, String json) {
        try {
            var parent = file.toAbsolutePath().getParent();
            if (parent != null) Files.createDirectories(parent);
            write(file, json);
        } catch (FileAlreadyExistsException e) {
            throw new BadKeyFile(file, "exists already; keys are never overwritten");
        } catch (IOException e) {
            throw new BadKeyFile(file, "cannot be written (%s)".formatted(reason(e)));
        }
    }

    static void replace(Path file, String json) {
        var next = file.resolveSibling(file.getFileName() + ".next");
        try {
            Files.deleteIfExists(next);
            write(next, json);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new BadKeyFile(file, "cannot be replaced (%s)".formatted(reason(e)));
        }
    }

    static String read(Path file) {
        try {
            if (posix(file)) {
                for (var permission : Files.getPosixFilePermissions(file)) {
                    if (TOO_OPEN.contains(permission)) {
                        throw new BadKeyFile(file, "is open to others; run chmod 600 on it");
                    }
                }
            }
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new BadKeyFile(file, "does not exist");
        } catch (IOException e) {
            throw new BadKeyFile(file, "cannot be read (%s)".formatted(reason(e)));
        }
    }

    private static void write(Path file, String json) throws IOException {
        if (posix(file)) Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER));
        else Files.createFile(file);
        Files.writeString(file, json + "\n", StandardOpenOption.WRITE);
    }

    private static boolean posix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static String reason(IOException e) {
        return e instanceof FileSystemException file && file.getReason() != null
                ? file.getReason()
                : e.getClass().getSimpleName();
    }
}
