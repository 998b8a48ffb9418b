package io.flotilla.local.command;

import io.flotilla.local.LocalStack;
import io.flotilla.local.StackLock;
import io.flotilla.local.StackState;
import io.flotilla.local.process.Await;
import io.flotilla.local.process.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Stops a stack that another process supervises.
final class RunningStack {
    private static final Duration PATIENCE = Duration.ofSeconds(100);

    private RunningStack() {}

    /// @return whether anything ran
    static boolean stop(Path folder) {
        if (!Files.isDirectory(folder)) return false;
        if (!StackLock.isHeld(folder)) return LocalStack.clearLeftovers(folder);
        var state = StackState.read(folder)
                .orElseThrow(() -> new IllegalStateException("a stack starts in " + folder + " right now: try again"));
        Programs.run(List.of("kill", "-s", "TERM", "" + state.pid()));
        if (Await.until(PATIENCE, Duration.ofMillis(100), () -> !StackLock.isHeld(folder))) return true;
        Programs.run(List.of("kill", "-s", "KILL", "" + state.pid()));
        LocalStack.clearLeftovers(folder);
        return true;
    }
}
