package io.flotilla.toolchain.command;

import io.flotilla.toolchain.platform.PlatformClient;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Checks the chain of audit events.
@Command(
        name = "check",
        description =
                "Check that no audit event was changed, taken away or moved; ends with 1 and names the place if one was.",
        mixinStandardHelpOptions = true)
final class AuditCheckCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Mixin
    PlatformOptions platform = new PlatformOptions();

    @Option(
            names = "--since",
            paramLabel = "HEAD",
            defaultValue = "",
            description = "The head that an earlier check printed: it must still be in the chain.")
    String since = "";

    @Override
    public Integer call() throws Exception {
        var check = platform.client().get(PlatformClient.path("audit/check", Map.of("since", since)));
        var out = spec.commandLine().getOut();
        boolean holds = check.path("holds").asBoolean();
        if (platform.json) out.println(check.toPrettyString());
        else if (holds) {
            out.printf("The chain holds: %s events.%n", check.path("events").asText());
            out.printf(
                    "Note its head, and give it to the next check with --since: %s%n",
                    check.path("head").asText());
        } else {
            out.printf(
                    "The chain is broken at event %s: %s.%n",
                    check.path("brokenAt").asText(), check.path("reason").asText());
        }
        return holds ? ExitCodes.DONE : ExitCodes.AT_FAULT;
    }
}
