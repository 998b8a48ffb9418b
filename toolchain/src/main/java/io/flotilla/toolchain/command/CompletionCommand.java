package io.flotilla.toolchain.command;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Prints the completion of commands and options for bash and zsh.
@Command(
        name = "completion",
        description = "Print the completion script for bash and zsh: source <(./flotilla completion)",
        mixinStandardHelpOptions = true)
public final class CompletionCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        var root = spec.root();
        var whole = new CommandLine(root.userObject());
        LauncherCommands.addTo(whole);
        spec.commandLine().getOut().print(AutoComplete.bash(root.name(), whole));
        spec.commandLine().getOut().flush();
        return ExitCodes.DONE;
    }
}
