package io.flotilla.toolchain.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.toolchain.output.Names;
import io.flotilla.toolchain.output.Table;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Lists the apps of the tenant.
@Command(name = "apps", description = "List the apps, each with its newest version.", mixinStandardHelpOptions = true)
public final class AppsCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Mixin
    PlatformOptions platform = new PlatformOptions();

    @Override
    public Integer call() throws Exception {
        var out = spec.commandLine().getOut();
        var page = platform.client().get(Apps.PATH);
        if (platform.json) {
            out.println(page.toPrettyString());
            return ExitCodes.DONE;
        }
        var table = new Table("app", "version", "scenario", "title");
        for (JsonNode app : page.path("items")) {
            table.row(
                    app.path("name").asText(),
                    app.path("version").asText(),
                    app.path("scenario").asText(),
                    Names.of(app.path("title")));
        }
        table.print(out, "No apps yet. Push one: flotilla push FILE");
        return ExitCodes.DONE;
    }
}
