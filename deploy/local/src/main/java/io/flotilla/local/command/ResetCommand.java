package io.flotilla.local.command;

import io.flotilla.local.process.Folders;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Stops everything and deletes local data.
@Command(
        name = "reset",
        description = "Stop everything and delete local data: databases, topics, passwords, logs.",
        mixinStandardHelpOptions = true)
final class ResetCommand implements Callable<Integer> {
    @Mixin
    FolderOption where = new FolderOption();

    @Override
    public Integer call() {
        var folder = where.folder();
        RunningStack.stop(folder);
        Folders.delete(folder);
        System.out.println("Local data are deleted. ./flotilla up starts afresh.");
        return 0;
    }
}
