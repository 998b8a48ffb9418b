package io.flotilla.toolchain.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.flotilla.toolchain.output.Counted;
import io.flotilla.toolchain.output.Money;
import io.flotilla.toolchain.output.Problems;
import io.flotilla.toolchain.platform.PlatformClient;
import io.flotilla.toolchain.platform.Refused;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Runs a released app on the platform and prints its answer as it comes.
@Command(
        name = "invoke",
        description = "Run a released app on the platform; the answer is printed as it comes.",
        mixinStandardHelpOptions = true)
public final class InvokeCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Mixin
    PlatformOptions platform = new PlatformOptions();

    @Mixin
    InputOptions inputs = new InputOptions();

    @Parameters(index = "0", paramLabel = "APP", description = "The app's name.")
    String app = "";

    @Option(
            names = "--environment",
            paramLabel = "NAME",
            defaultValue = "production",
            description = "Where it is live. Default: ${DEFAULT-VALUE}.")
    String environment = "production";

    @Override
    public Integer call() throws Exception {
        var body = new JsonMapper().createObjectNode();
        body.set("inputs", inputs.read());
        body.put("environment", environment);
        var follower =
                new Follower(spec.commandLine().getOut(), spec.commandLine().getErr(), platform.json);
        var client = platform.client();
        try {
            client.stream("apps/" + PlatformClient.encoded(app) + "/invocations", body, follower::event);
        } catch (Refused refused) {
            var missing = "version %%s of it is not live in %s: flotilla release %s".formatted(environment, app);
            throw Apps.explained(client, app, refused, missing);
        }
        return follower.exitCode();
    }

    /// Prints an invocation's events.
    private static final class Follower {
        private final PrintWriter out;
        private final PrintWriter err;
        private final boolean json;
        private String streaming = "";
        private int exitCode = ExitCodes.NO_PLATFORM;

        Follower(PrintWriter out, PrintWriter err, boolean json) {
            this.out = out;
            this.err = err;
            this.json = json;
        }

        void event(String name, JsonNode data) {
            if (name.equals("invocation.finished")) finished(data);
            else if (json)
                out.println(
                        new JsonMapper().createObjectNode().put("event", name).set("data", data));
            else if (name.equals("step.delta")) delta(data);
        }

        int exitCode() {
            if (exitCode == ExitCodes.NO_PLATFORM) err.println("The stream ended before the invocation did.");
            return exitCode;
        }

        private void delta(JsonNode data) {
            var step = data.path("step").asText();
            if (!step.equals(streaming)) {
                if (!streaming.isEmpty()) out.println();
                out.println("— " + step + " —");
                streaming = step;
            }
            out.print(data.path("text").asText());
            out.flush();
        }

        private void finished(JsonNode invocation) {
            if (!streaming.isEmpty()) out.println();
            exitCode = invocation.path("state").asText().equals("succeeded") ? ExitCodes.DONE : ExitCodes.AT_FAULT;
            if (json) {
                out.println(new JsonMapper()
                        .createObjectNode()
                        .put("event", "invocation.finished")
                        .set("data", invocation));
                return;
            }
            if (invocation.hasNonNull("output")) out.println(text(invocation.path("output")));
            if (invocation.hasNonNull("problem")) Problems.print(err, invocation.path("problem"));
            var usage = invocation.path("usage");
            err.printf(
                    "%s %s: %s, %s input and %s output tokens, %s%n",
                    invocation.path("id").asText(),
                    invocation.path("state").asText(),
                    Counted.of(usage.path("modelCalls").asLong(), "model call"),
                    usage.path("inputTokens").asText("-"),
                    usage.path("outputTokens").asText("-"),
                    Money.of(usage.path("cost")));
        }

        private static String text(JsonNode output) {
            return output.isTextual() ? output.asText() : output.toPrettyString();
        }
    }
}
