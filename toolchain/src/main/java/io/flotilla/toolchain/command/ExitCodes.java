package io.flotilla.toolchain.command;

import io.flotilla.toolchain.output.Problems;
import io.flotilla.toolchain.platform.NoPlatform;
import io.flotilla.toolchain.platform.Refused;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/// What a command that could not do its work prints, and the code it ends with.
public final class ExitCodes implements IExecutionExceptionHandler {
    static final int DONE = 0;
    static final int AT_FAULT = 1;
    static final int WRONG_USAGE = 2;
    static final int REFUSED = 3;
    static final int NO_PLATFORM = 4;

    @Override
    public int handleExecutionException(Exception exception, CommandLine command, ParseResult arguments) {
        var err = command.getErr();
        return switch (exception) {
            case Refused refused -> {
                if (wantsJson(command)) err.println(refused.problem().toPrettyString());
                else Problems.print(err, refused.problem());
                yield REFUSED;
            }
            case NoPlatform none -> {
                err.println(none.getMessage());
                yield NO_PLATFORM;
            }
            case Unusable unusable -> {
                err.println(unusable.getMessage());
                yield WRONG_USAGE;
            }
            case NoSuchFileException none -> {
                err.println("There is no file " + none.getFile());
                yield WRONG_USAGE;
            }
            case IOException io -> {
                err.println("Cannot read or write: " + io.getMessage());
                yield WRONG_USAGE;
            }
            default -> {
                err.println("This is a defect of the command line: " + exception);
                yield AT_FAULT;
            }
        };
    }

    private static boolean wantsJson(CommandLine command) {
        var option = command.getCommandSpec().findOption("--json");
        return option != null && option.getValue() instanceof Boolean asked && asked;
    }
}
