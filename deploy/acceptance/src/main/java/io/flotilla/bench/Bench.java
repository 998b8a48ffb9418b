package io.flotilla.bench;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `./flotilla bench …`: each benchmark is a subcommand against the stack that runs on this machine.
@Command(
        name = "bench",
        description = "Measure the stack that runs here (./flotilla up --detach).",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "BENCHMARK",
        subcommands = {OverheadBench.class, LedgerBench.class, TenantsBench.class})
public final class Bench {
    private Bench() {}

    /// Runs one benchmark.
    public static void main(String[] arguments) {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        System.exit(new CommandLine(new Bench())
                .setOut(out)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println(failure.getMessage());
                    return 1;
                })
                .execute(arguments));
    }
}
