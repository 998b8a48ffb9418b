package io.flotilla.local.process;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// A process of ours that writes to a log file and never outlives us: a small shell watches for our end and stops it.
public final class Child {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final boolean SETSID = Programs.exists("setsid");
    // Reads until our end of the pipe closes; then asks, waits, and insists
    private static final String LEASH = """
            trap '' INT HUP TERM
            while read -r _; do :; done
            kill -s "$2" "$1" 2>/dev/null || exit 0
            for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do sleep 1; kill -0 "$1" 2>/dev/null || exit 0; done
            kill -s KILL "$1"
            """;

    private final Process process;
    private final Process leash;
    private final Signal stopSignal;
    private final Path log;

    private Child(Process process, Process leash, Signal stopSignal, Path log) {
        this.process = process;
        this.leash = leash;
        this.stopSignal = stopSignal;
        this.log = log;
    }

    /// How a process is asked to end.
    public enum Signal {
        INT,
        TERM
    }

    /// Starts the command; its output is appended to the log.
    public static Child start(List<String> command, Map<String, String> environment, Path log, Signal stopSignal) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            var whole = new ArrayList<String>();
            if (SETSID)
                whole.add("setsid"); // a session of its own: Ctrl-C reaches only us, and we stop the parts in order
            whole.addAll(command);
            var builder = new ProcessBuilder(whole)
                    .redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            var process = builder.start();
            var leash = new ProcessBuilder("sh", "-c", LEASH, "flotilla-leash", "" + process.pid(), stopSignal.name())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.onExit().thenRun(leash::destroyForcibly);
            return new Child(process, leash, stopSignal, log);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command.getFirst(), e);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /// Completes when the process has ended, for whatever reason.
    public CompletableFuture<Integer> onExit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /// Asks the process to end and waits; after a while it is not asked any more.
    public void stop() {
        if (process.isAlive()) Programs.run(List.of("kill", "-s", stopSignal.name(), "" + process.pid()));
        if (!awaitExit(PATIENCE)) kill();
        leash.destroyForcibly();
    }

    /// Ends the process at once, as `kill -9` does.
    public void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        awaitExit(PATIENCE);
    }

    /// The last lines of the log, for a message about what went wrong.
    public String logTail() {
        return Logs.tail(log, 20);
    }

    private boolean awaitExit(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
