package io.flotilla.local.command;

import io.flotilla.local.process.Reason;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `up`, `down`, `status`, `reset` and `logs`.
@Command(
        name = "./flotilla",
        description = "Run all of Flotilla on this machine.",
        mixinStandardHelpOptions = true,
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            ResetCommand.class,
            LogsCommand.class,
            SuperviseCommand.class
        })
public final class Main {
    private Main() {}

    /// Runs one command and ends the process with its exit code.
    public static void main(String[] arguments) {
        System.setOut(new PrintStream(System.out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(System.err, true, StandardCharsets.UTF_8));
        int code = new CommandLine(new Main())
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler(Main::explain)
                .execute(arguments);
        System.exit(code);
    }

    // What goes wrong here is told in a sentence; the trace is for who asks for it
    private static int explain(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
        System.err.println(Reason.of(e));
        if (System.getenv("FLOTILLA_TRACE") != null) e.printStackTrace();
        return 1;
    }
}
