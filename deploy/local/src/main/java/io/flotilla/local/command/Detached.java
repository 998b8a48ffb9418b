package io.flotilla.local.command;

import io.flotilla.local.process.Folders;
import io.flotilla.local.process.Jvm;
import io.flotilla.local.process.Programs;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The process that stays behind when `up --detach` returns.
final class Detached {
    /// The line by which it says that everything is ready.
    static final String READY = "all parts are ready";

    private Detached() {}

    /// Where it writes what happens after it is ready.
    static Path log(Path folder) {
        return folder.resolve("logs/stack.log");
    }

    /// Starts it and relays what it tells, until everything is ready.
    ///
    /// @throws IllegalStateException when it gives up
    static void start(Path folder, List<String> arguments, PrintStream out) throws IOException {
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
        try (var reader = process.inputReader()) {
            for (String line; (line = reader.readLine()) != null; ) {
                if (line.equals(READY)) return;
                out.println(line);
            }
        }
        throw new IllegalStateException("the stack did not start; its log is " + log(folder));
    }
}
