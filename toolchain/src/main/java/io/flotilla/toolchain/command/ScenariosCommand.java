package io.flotilla.toolchain.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.toolchain.output.Table;
import io.flotilla.toolchain.platform.NoPlatform;
import io.flotilla.toolchain.platform.PlatformClient;
import io.flotilla.toolchain.platform.Refused;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Looks through the catalogue of industry scenarios.
@Command(
        name = "scenarios",
        description = "List the industry scenarios an app can be for, or find one by words in Chinese or English.",
        mixinStandardHelpOptions = true)
public final class ScenariosCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Mixin
    PlatformOptions platform = new PlatformOptions();

    @Parameters(
            index = "0",
            arity = "0..*",
            paramLabel = "WORD",
            description = "Words to look for, in either language, or parts of a code; the nearest come first.")
    String[] words = {};

    @Option(
            names = "--industry",
            paramLabel = "CODE",
            defaultValue = "",
            description = "Only of this industry: finance.")
    String industry = "";

    @Option(
            names = "--domain",
            paramLabel = "CODE",
            defaultValue = "",
            description = "Only of this domain: finance.banking.")
    String domain = "";

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "At most so many. Default: ${DEFAULT-VALUE}.")
    int limit = 20;

    @Override
    public Integer call() throws Exception {
        var query = new LinkedHashMap<String, String>();
        query.put("q", String.join(" ", words));
        query.put("industry", industry);
        query.put("domain", domain);
        query.put("limit", String.valueOf(limit));
        var page = find(PlatformClient.path("scenarios", query));
        var out = spec.commandLine().getOut();
        if (platform.json) {
            out.println(page.toPrettyString());
            return ExitCodes.DONE;
        }
        var table = new Table("scenario", "zh", "en", "chain");
        for (JsonNode scenario : page.path("items")) {
            table.row(
                    scenario.path("code").asText(),
                    scenario.path("name").path("zh").asText("-"),
                    scenario.path("name").path("en").asText("-"),
                    StreamSupport.stream(scenario.path("chain").spliterator(), false)
                            .map(JsonNode::asText)
                            .collect(Collectors.joining(" > ")));
        }
        table.print(out, "No scenario fits.");
        return ExitCodes.DONE;
    }

    private JsonNode find(String path) throws NoPlatform, Refused, InterruptedException {
        try {
            return platform.client().get(path);
        } catch (Refused refused) {
            if (refused.status() != 404) throw refused;
            throw refused.hinting("this platform has no catalogue of scenarios: it is older than this command line");
        }
    }
}
