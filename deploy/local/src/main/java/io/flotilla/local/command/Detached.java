package io.flotilla.local.command;

import io.flotilla.local.process.Folders;
import io.flotilla.local.process.Jvm;
import io.flotilla.local.process.Programs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The process that stays behind when `up --detach` returns, as the one that started it hears it.
final class Detached implements AutoCloseable {
    /// The line by which it says that programs can call the API.
    static final String SERVING = "the API is ready";

    /// The line by which it says that everything is ready.
    static final String READY = "all parts are ready";

    private final Path folder;
    private final BufferedReader told;
    private final PrintStream out;
    private boolean ready;

    private Detached(Path folder, BufferedReader told, PrintStream out) {
        this.folder = folder;
        this.told = told;
        this.out = out;
    }

    /// Where it writes what happens after it is ready.
    static Path log(Path folder) {
        return folder.resolve("logs/stack.log");
    }

    /// Starts it and relays what it tells, until programs can call the API.
    ///
    /// @throws IllegalStateException when it gives up
    static Detached start(Path folder, List<String> arguments, PrintStream out) throws IOException {
        Files.createDirectories(log(folder).getParent());
        var command = new ArrayList<String>();
        command.add(Programs.exists("setsid") ? "setsid" : "nohup"); // closing the terminal must not end it
        command.addAll(Jvm.java("128m"));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Dflotilla.root=" + Folders.root()));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of("supervise", "--folder=" + folder));
        command.addAll(arguments);
        var process = new ProcessBuilder(command)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(log(folder).toFile()))
                .start();
        var detached = new Detached(folder, process.inputReader(), out);
        detached.relayUntil(SERVING);
        return detached;
    }

    /// Relays what it tells until everything is ready.
    ///
    /// @throws IllegalStateException when it gives up
    void awaitSignIn() {
        if (!ready) relayUntil(READY);
        ready = true;
    }

    /// Hears no more of it.
    @Override
    public void close() throws IOException {
        told.close();
    }

    private void relayUntil(String last) {
        try {
            for (String line; (line = told.readLine()) != null; ) {
                if (line.equals(last)) return;
                out.println(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("the stack did not start; its log is " + log(folder));
    }
}
