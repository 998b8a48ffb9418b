package io.flotilla.toolchain.command;

import io.flotilla.toolchain.output.Table;
import io.flotilla.toolchain.platform.PlatformClient;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Shows what was changed and by whom.
@Command(
        name = "audit",
        description = "Show what was changed and looked at, by whom and from where, the newest first.",
        subcommands = AuditCheckCommand.class,
        mixinStandardHelpOptions = true)
public final class AuditCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Mixin
    PlatformOptions platform = new PlatformOptions();

    @Option(names = "--actor", paramLabel = "ACTOR", defaultValue = "", description = "Such as key:abc or user:42.")
    String actor = "";

    @Option(
            names = "--action",
            paramLabel = "ACTION",
            defaultValue = "",
            description = "Such as model.written or model.*.")
    String action = "";

    @Option(names = "--target", paramLabel = "NAME", defaultValue = "", description = "What was changed, by its name.")
    String target = "";

    @Option(
            names = "--from",
            paramLabel = "INSTANT",
            defaultValue = "",
            description = "Such as 2026-11-23T08:00:00Z. Default: the beginning.")
    String from = "";

    @Option(names = "--to", paramLabel = "INSTANT", defaultValue = "", description = "Not included. Default: now.")
    String to = "";

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "At most so many. Default: ${DEFAULT-VALUE}.")
    int limit = 20;

    @Override
    public Integer call() throws Exception {
        var query = new LinkedHashMap<String, String>();
        query.put("order", "newest");
        query.put("actor", actor);
        query.put("action", action);
        query.put("target", target);
        query.put("from", from);
        query.put("to", to);
        query.put("limit", String.valueOf(limit));
        var page = platform.client().get(PlatformClient.path("audit", query));
        var out = spec.commandLine().getOut();
        if (platform.json) {
            out.println(page.toPrettyString());
            return ExitCodes.DONE;
        }
        var table = new Table("number", "at", "actor", "action", "target", "address");
        for (var event : page.path("items")) {
            table.row(
                    event.path("sequence").asText(),
                    event.path("at").asText(),
                    event.path("actor").asText(),
                    event.path("action").asText(),
                    event.path("target").asText(),
                    event.path("address").asText("-"));
        }
        table.print(out, "No such events.");
        return ExitCodes.DONE;
    }
}
