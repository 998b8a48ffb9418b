package io.flotilla.toolchain.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Has the platform hold its books against each other.
@Command(
        name = "reconcile",
        description =
                "Check that ledger, sums, budgets and runs agree; name each difference, and exit with 1 if there is one.",
        mixinStandardHelpOptions = true)
public final class ReconcileCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Mixin
    PlatformOptions platform = new PlatformOptions();

    @Option(names = "--all", description = "All tenants, as an operator.")
    boolean all;

    @Override
    public Integer call() throws Exception {
        var report = platform.client().get(all ? "platform/reconciliation" : "usage/reconciliation");
        print(spec.commandLine().getOut(), report);
        return report.path("differences").isEmpty() ? ExitCodes.DONE : ExitCodes.AT_FAULT;
    }

    private void print(PrintWriter out, JsonNode report) {
        if (platform.json) {
            out.println(report.toPrettyString());
            return;
        }
        for (JsonNode each : report.path("differences")) {
            out.printf(
                    "%s  tenant %s  %s%n",
                    each.path("invariant").asText(),
                    each.path("tenant").asText(),
                    each.path("difference").asText());
        }
        int invariants = report.path("invariants").size();
        int differences = report.path("differences").size();
        out.println(
                differences == 0
                        ? "%d invariants hold.".formatted(invariants)
                        : "%d differences.".formatted(differences));
    }
}
