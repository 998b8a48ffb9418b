package io.flotilla.toolchain.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.toolchain.output.Money;
import io.flotilla.toolchain.output.Table;
import io.flotilla.toolchain.platform.PlatformClient;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Shows what was used and what it cost.
@Command(
        name = "usage",
        description = "Show what was used and what it cost, by any grouping.",
        subcommands = ReconcileCommand.class,
        mixinStandardHelpOptions = true)
public final class UsageCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Mixin
    PlatformOptions platform = new PlatformOptions();

    @Option(
            names = "--by",
            split = ",",
            paramLabel = "GROUP",
            defaultValue = "scenario,model",
            description =
                    "tenant, industry, domain, scenario, app, version, model, provider, key, member, route, environment."
                            + " Default: ${DEFAULT-VALUE}.")
    List<String> groups = List.of("scenario", "model");

    @Option(
            names = "--from",
            paramLabel = "TIME",
            defaultValue = "",
            description = "An instant such as 2026-11-23T08:00:00Z, or a day in UTC. Default: the current day.")
    String from = "";

    @Option(
            names = "--to",
            paramLabel = "TIME",
            defaultValue = "",
            description = "The same; not included. Default: now.")
    String to = "";

    @Option(
            names = "--window",
            paramLabel = "hour|day|month",
            defaultValue = "",
            description = "Default: the whole span.")
    String window = "";

    @Override
    public Integer call() throws Exception {
        var query = new LinkedHashMap<String, String>();
        query.put("from", instant(from));
        query.put("to", instant(to));
        query.put("window", window);
        query.put("groupBy", String.join(",", groups));
        print(spec.commandLine().getOut(), platform.client().get(PlatformClient.path("usage", query)));
        return ExitCodes.DONE;
    }

    /// A day stands for its first moment, in UTC; what is no time at all the platform refuses.
    private static String instant(String time) {
        return time.matches("\\d{4}-\\d{2}-\\d{2}") ? time + "T00:00:00Z" : time;
    }

    private void print(PrintWriter out, JsonNode usage) {
        if (platform.json) {
            out.println(usage.toPrettyString());
            return;
        }
        var head = new ArrayList<String>();
        if (!window.isEmpty()) head.add("start");
        head.addAll(groups);
        head.addAll(List.of("calls", "errors", "input", "output", "cost"));
        var table = new Table(head.toArray(String[]::new));
        for (JsonNode row : usage.path("rows")) {
            var cells = new ArrayList<String>();
            if (!window.isEmpty()) cells.add(row.path("start").asText());
            for (String group : groups) cells.add(row.path("group").path(group).asText("-"));
            for (String number : List.of("calls", "errors", "inputTokens", "outputTokens")) {
                cells.add(row.path(number).asText("-"));
            }
            cells.add(Money.of(row.path("cost")));
            table.row(cells.toArray(String[]::new));
        }
        table.print(out, "No calls in this span.");
    }
}
