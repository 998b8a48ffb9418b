package io.flotilla.toolchain.command;

import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// The commands that the launcher, `./flotilla`, answers itself. They are shown, completed and guessed at here.
public final class LauncherCommands {
    private static final List<Named> ALL = List.of(
            new Named("up", "start everything here and run the demo app"),
            new Named("down", "stop it"),
            new Named("status", "what runs, where, how healthy"),
            new Named("logs", "follow the logs"),
            new Named("reset", "stop and delete local data"),
            new Named("test", "run all tests"),
            new Named("bench", "run the benchmarks"),
            new Named("images", "write the images of the services, without a Docker daemon"));

    private record Named(String name, String does) {}

    private LauncherCommands() {}

    /// Their names.
    public static List<String> names() {
        return ALL.stream().map(Named::name).toList();
    }

    /// One line for each, for the end of the help.
    public static String[] lines() {
        return Stream.concat(
                        ALL.stream().map(each -> "  %-9s %s".formatted(each.name(), each.does())),
                        Stream.of("Each has a --help of its own."))
                .toArray(String[]::new);
    }

    /// Adds them to a command line that is only read, never executed.
    static void addTo(CommandLine root) {
        ALL.forEach(each -> root.addSubcommand(each.name(), CommandSpec.create()));
    }
}
