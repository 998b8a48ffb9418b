package io.flotilla.local.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/// Work that only one does at a time, among the threads of this process and among the processes of this machine.
public final class Turns {
    // A file lock belongs to the whole process: a second thread that asks for it is thrown out instead of waiting
    private static final ReentrantLock HERE = new ReentrantLock();

    private Turns() {}

    /// Does the work when nobody else does work under the same file; waits for that as long as it takes.
    ///
    /// @param file stands for the work; made if it is missing, and left
    public static void alone(Path file, Work work) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        HERE.lock();
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            work.run();
        } finally {
            HERE.unlock();
        }
    }

    /// What is done alone.
    @FunctionalInterface
    public interface Work {
        void run() throws IOException;
    }
}
