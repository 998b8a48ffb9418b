package io.flotilla.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Finds out who listens on a port, as far as the system tells.
public final class PortHolder {
    private static final Path PROC = Path.of("/proc");
    private static final String LISTENING = "0A";

    private PortHolder() {}

    /// `name (process 123)` of the program that listens on the port, if it can be found out.
    public static Optional<String> of(int port) {
        return Files.isReadable(PROC.resolve("net/tcp")) ? fromProc(port) : fromLsof(port);
    }

    private static Optional<String> fromProc(int port) {
        var sockets = new HashSet<String>();
        for (String table : List.of("net/tcp", "net/tcp6")) sockets.addAll(listeningSockets(PROC.resolve(table), port));
        if (sockets.isEmpty()) return Optional.empty();
        return ProcessHandle.allProcesses()
                .filter(process -> holdsOneOf(process.pid(), sockets))
                .findFirst()
                .map(PortHolder::describe);
    }

    private static Set<String> listeningSockets(Path table, int port) {
        var sockets = new HashSet<String>();
        var end = ":%04X".formatted(port).toUpperCase(Locale.ROOT);
        try {
            for (String line : Files.readAllLines(table)) {
                var fields = line.strip().split("\\s+");
                if (fields.length > 9 && fields[1].endsWith(end) && fields[3].equals(LISTENING)) {
                    sockets.add("socket:[" + fields[9] + "]");
                }
            }
        } catch (IOException noTable) {
            return sockets;
        }
        return sockets;
    }

    private static boolean holdsOneOf(long pid, Set<String> sockets) {
        try (var files = Files.newDirectoryStream(PROC.resolve(pid + "/fd"))) {
            for (Path file : files) {
                if (sockets.contains(Files.readSymbolicLink(file).toString())) return true;
            }
            return false;
        } catch (IOException notOurs) {
            return false;
        }
    }

    private static String describe(ProcessHandle process) {
        var arguments = Leftovers.argumentsOf(process);
        var program = arguments.isEmpty()
                ? "a program"
                : Path.of(arguments.getFirst()).getFileName();
        return "%s (process %d)".formatted(program, process.pid());
    }

    private static Optional<String> fromLsof(int port) {
        try {
            var process = new ProcessBuilder("lsof", "-nP", "-t", "-iTCP:" + port, "-sTCP:LISTEN")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (var reader = process.inputReader()) {
                var pid = reader.readLine();
                return pid == null
                        ? Optional.empty()
                        : ProcessHandle.of(Long.parseLong(pid.strip())).map(PortHolder::describe);
            }
        } catch (IOException | NumberFormatException unknown) {
            return Optional.empty();
        }
    }
}
