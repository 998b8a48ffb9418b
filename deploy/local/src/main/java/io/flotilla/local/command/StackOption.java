package io.flotilla.local.command;

import io.flotilla.local.StackOptions;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/// What stack to start.
final class StackOption {
    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "" + StackOptions.DEFAULT_PORT,
            description =
                    "The console's and the API's port; the other parts take ports above it. Default: ${DEFAULT-VALUE}.")
    int port = StackOptions.DEFAULT_PORT;

    @Option(names = "--workers", paramLabel = "N", defaultValue = "1", description = "How many workers. Default: 1.")
    int workers = 1;

    @Option(
            names = "--platforms",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many instances of platform-api, each on its own port. Default: 1.")
    int platforms = 1;

    StackOptions in(Path folder) {
        return StackOptions.in(folder).withPort(port).withWorkers(workers).withPlatforms(platforms);
    }

    List<String> arguments() {
        return List.of("--port=" + port, "--workers=" + workers, "--platforms=" + platforms);
    }
}
