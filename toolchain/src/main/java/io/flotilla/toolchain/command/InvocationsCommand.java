package io.flotilla.toolchain.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flotilla.toolchain.output.Money;
import io.flotilla.toolchain.output.Table;
import io.flotilla.toolchain.platform.PlatformClient;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Lists invocations, or shows one with its steps.
@Command(
        name = "invocations",
        description = "List the latest invocations, or show one with its steps.",
        mixinStandardHelpOptions = true)
public final class InvocationsCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Mixin
    PlatformOptions platform = new PlatformOptions();

    @Parameters(index = "0", arity = "0..1", paramLabel = "ID", description = "Show this one.")
    @Nullable
    String id;

    @Option(names = "--app", paramLabel = "APP", defaultValue = "", description = "Only of this app.")
    String app = "";

    @Option(names = "--state", paramLabel = "STATE", defaultValue = "", description = "Only in this state.")
    String state = "";

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "At most so many. Default: ${DEFAULT-VALUE}.")
    int limit = 20;

    @Override
    public Integer call() throws Exception {
        var out = spec.commandLine().getOut();
        var client = platform.client();
        if (id != null) {
            var path = "invocations/" + PlatformClient.encoded(id);
            show(out, client.get(path), client.get(path + "/steps"));
            return ExitCodes.DONE;
        }
        var query = new LinkedHashMap<String, String>();
        query.put("app", app);
        query.put("state", state);
        query.put("limit", String.valueOf(limit));
        list(out, client.get(PlatformClient.path("invocations", query)));
        return ExitCodes.DONE;
    }

    private void list(PrintWriter out, JsonNode page) {
        if (platform.json) {
            out.println(page.toPrettyString());
            return;
        }
        var table = new Table("id", "app", "version", "state", "calls", "cost", "created");
        for (JsonNode invocation : page.path("items")) {
            table.row(
                    invocation.path("id").asText(),
                    invocation.path("app").asText(),
                    invocation.path("version").asText(),
                    invocation.path("state").asText(),
                    invocation.path("usage").path("modelCalls").asText("-"),
                    Money.of(invocation.path("usage").path("cost")),
                    invocation.path("createdAt").asText());
        }
        table.print(out, "No invocations yet.");
    }

    private void show(PrintWriter out, JsonNode invocation, JsonNode steps) {
        if (platform.json) {
            var whole = invocation.<ObjectNode>deepCopy();
            out.println(whole.set("steps", steps.path("items")).toPrettyString());
            return;
        }
        out.printf(
                "%s  %s version %s  %s%n",
                invocation.path("id").asText(),
                invocation.path("app").asText(),
                invocation.path("version").asText(),
                invocation.path("state").asText());
        out.println("scenario " + invocation.path("scenario").asText());
        out.println("timing   " + invocation.path("timing"));
        out.println("usage    " + invocation.path("usage"));
        if (invocation.hasNonNull("problem")) out.println("problem  " + invocation.path("problem"));
        if (invocation.hasNonNull("output"))
            out.println("output   " + invocation.path("output").toPrettyString());
        out.println();
        var table = new Table("step", "type", "state", "millis");
        for (JsonNode step : steps.path("items")) {
            var iteration = step.path("iteration").asText("");
            table.row(
                    step.path("step").asText() + (iteration.isEmpty() ? "" : "[" + iteration + "]"),
                    step.path("type").asText(),
                    step.path("state").asText(),
                    step.path("durationMillis").asText("-"));
        }
        table.print(out, "No finished steps.");
    }
}
