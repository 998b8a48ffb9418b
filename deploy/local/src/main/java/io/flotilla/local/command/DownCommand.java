package io.flotilla.local.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Stops everything; data are kept.
@Command(name = "down", description = "Stop everything. Data are kept.", mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {
    @Mixin
    FolderOption where = new FolderOption();

    @Override
    public Integer call() {
        System.out.println(RunningStack.stop(where.folder()) ? "Stopped. Data are kept." : "Nothing runs here.");
        return 0;
    }
}
