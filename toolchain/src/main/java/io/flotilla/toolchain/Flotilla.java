package io.flotilla.toolchain;

import io.flotilla.toolchain.command.AppsCommand;
import io.flotilla.toolchain.command.AuditCommand;
import io.flotilla.toolchain.command.CheckCommand;
import io.flotilla.toolchain.command.CompletionCommand;
import io.flotilla.toolchain.command.DoctorCommand;
import io.flotilla.toolchain.command.ExitCodes;
import io.flotilla.toolchain.command.InvocationsCommand;
import io.flotilla.toolchain.command.InvokeCommand;
import io.flotilla.toolchain.command.KeysCommand;
import io.flotilla.toolchain.command.LauncherCommands;
import io.flotilla.toolchain.command.Mistakes;
import io.flotilla.toolchain.command.ProfilesCommand;
import io.flotilla.toolchain.command.PushCommand;
import io.flotilla.toolchain.command.ReleaseCommand;
import io.flotilla.toolchain.command.RunCommand;
import io.flotilla.toolchain.command.ScenariosCommand;
import io.flotilla.toolchain.command.UsageCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The root of the command line.
@Command(
        name = "flotilla",
        description = "Build, host and meter apps made of prompt chains and data connectors.",
        mixinStandardHelpOptions = true,
        version = "flotilla 0.1.0-SNAPSHOT",
        subcommands = {
            CheckCommand.class,
            RunCommand.class,
            PushCommand.class,
            ReleaseCommand.class,
            AppsCommand.class,
            InvokeCommand.class,
            InvocationsCommand.class,
            UsageCommand.class,
            ScenariosCommand.class,
            ProfilesCommand.class,
            AuditCommand.class,
            KeysCommand.class,
            DoctorCommand.class,
            CompletionCommand.class,
        },
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nOn this machine, through the launcher:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:the app, its inputs or its run is at fault; the place is printed",
            "2:wrong usage of the command line",
            "3:the platform refused; its problem is printed",
            "4:no platform found, or it does not answer",
        })
public final class Flotilla {
    private Flotilla() {}

    /// Runs one command and ends the process with its exit code.
    public static void main(String[] arguments) {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(commandLine(out, err).execute(arguments));
    }

    /// The command line, printing where it is told to.
    static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        var commandLine = new CommandLine(new Flotilla());
        commandLine.getCommandSpec().usageMessage().footer(LauncherCommands.lines());
        return commandLine
                .setOut(out)
                .setErr(err)
                .setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(new Mistakes())
                .setExecutionExceptionHandler(new ExitCodes());
    }
}
