package io.flotilla.local.command;

import io.flotilla.local.LocalEnv;
import io.flotilla.local.PartReport;
import io.flotilla.local.StackLock;
import io.flotilla.local.StackState;
import io.flotilla.local.process.Columns;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Says what runs, where, and how it is.
@Command(
        name = "status",
        description =
                "Say what runs, where, and how it is. Exit code 0 when every part is ready, 3 when nothing runs, 1 otherwise.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    @Mixin
    FolderOption where = new FolderOption();

    @Override
    public Integer call() {
        var folder = where.folder();
        var state = StackState.read(folder);
        if (state.isEmpty() || !StackLock.isHeld(folder)) {
            System.out.println("Nothing runs here. ./flotilla up starts everything.");
            return 3;
        }
        var checked = state.get().parts().stream().map(PartCheck::of).toList();
        Columns.print(
                System.out,
                Stream.concat(
                                Stream.of(List.of("part", "state", "process", "restarts", "address")),
                                checked.stream().map(StatusCommand::row))
                        .toList());
        System.out.printf("%nEverything else: %s%n", LocalEnv.file(folder));
        return checked.stream().allMatch(PartCheck::isWell) ? 0 : 1;
    }

    private static List<String> row(PartCheck check) {
        PartReport part = check.part();
        var row = new ArrayList<String>();
        row.add(part.name());
        row.add(check.isWell() ? "ready" : check.answers() ? PrintedProgress.word(part.state()) : "silent");
        row.add(part.pid() == 0 ? "-" : "" + part.pid());
        row.add("" + part.restarts());
        row.add(part.address());
        return row;
    }
}
