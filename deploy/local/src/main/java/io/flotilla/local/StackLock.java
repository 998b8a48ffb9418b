package io.flotilla.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// Held by the one process that supervises the stack of a folder. The system gives it back when that process ends, however it ends.
public final class StackLock implements AutoCloseable {
    private final FileChannel channel;

    private StackLock(FileChannel channel) {
        this.channel = channel;
    }

    /// The lock, unless somebody holds it.
    public static Optional<StackLock> take(Path folder) {
        try {
            Files.createDirectories(folder);
            var channel = FileChannel.open(
                    folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                if (channel.tryLock() != null) return Optional.of(new StackLock(channel));
            } catch (OverlappingFileLockException ourselves) {
                // this very process holds it: as taken as by another
            }
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + folder, e);
        }
    }

    /// Whether somebody supervises a stack in this folder now.
    public static boolean isHeld(Path folder) {
        if (!Files.exists(folder.resolve("lock"))) return false;
        var lock = take(folder);
        lock.ifPresent(StackLock::close);
        return lock.isEmpty();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot give the lock back", e);
        }
    }
}
