package io.flotilla.local.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/// Processes of an earlier run whose parent is gone. A process is ours only when its own command line says so.
public final class Leftovers {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final boolean PROC = Files.isReadable(Path.of("/proc/self/cmdline"));

    private Leftovers() {}

    /// Running processes, other than this one, whose arguments satisfy the test.
    public static List<ProcessHandle> find(Predicate<List<String>> arguments) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .filter(process -> arguments.test(argumentsOf(process)))
                .toList();
    }

    /// Asks the processes to end, and ends them when they do not.
    ///
    /// @return whether there were any
    public static boolean stop(List<ProcessHandle> processes, Child.Signal signal) {
        if (processes.isEmpty()) return false;
        processes.forEach(each -> Programs.run(List.of("kill", "-s", signal.name(), "" + each.pid())));
        Await.until(PATIENCE, Duration.ofMillis(50), () -> processes.stream().noneMatch(ProcessHandle::isAlive));
        processes.forEach(ProcessHandle::destroyForcibly);
        Await.until(PATIENCE, Duration.ofMillis(20), () -> processes.stream().noneMatch(ProcessHandle::isAlive));
        return true;
    }

    static List<String> argumentsOf(ProcessHandle process) {
        if (PROC) {
            try {
                var line = Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"), UTF_8);
                return List.of(line.split("\0"));
            } catch (IOException gone) {
                return List.of();
            }
        }
        return process.info().arguments().map(List::of).orElse(List.of());
    }
}
