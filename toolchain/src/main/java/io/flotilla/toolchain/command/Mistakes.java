package io.flotilla.toolchain.command;

import io.flotilla.app.violation.Nearest;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// What is said of a command line that cannot be understood: what is wrong, what was probably meant, what to read.
public final class Mistakes implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException mistake, String[] arguments) {
        var command = mistake.getCommandLine();
        var err = command.getErr();
        err.println(
                mistake instanceof UnmatchedArgumentException unmatched ? unknown(unmatched) : mistake.getMessage());
        err.printf("See: %s --help%n", command.getCommandSpec().qualifiedName());
        return ExitCodes.WRONG_USAGE;
    }

    private static String unknown(UnmatchedArgumentException unmatched) {
        var command = unmatched.getCommandLine();
        var word = unmatched.getUnmatched().getFirst();
        if (unmatched.isUnknownOption()) {
            var name = word.split("=", 2)[0];
            return "There is no option '%s'.%s".formatted(name, meant(name, options(command)));
        }
        if (command.getSubcommands().isEmpty()) return "'%s' is one argument too many.".formatted(word);
        return "There is no command '%s'.%s".formatted(word, meant(word, commands(command)));
    }

    private static Set<String> commands(CommandLine command) {
        var names = new TreeSet<>(command.getSubcommands().keySet());
        if (command.getParent() == null) names.addAll(LauncherCommands.names());
        return names;
    }

    private static List<String> options(CommandLine command) {
        return command.getCommandSpec().options().stream()
                .flatMap(option -> Arrays.stream(option.names()))
                .toList();
    }

    private static String meant(String word, Collection<String> known) {
        return Nearest.to(word, known).map(" Did you mean '%s'?"::formatted).orElse("");
    }
}
