package io.flotilla.toolchain.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flotilla.toolchain.platform.NoPlatform;
import io.flotilla.toolchain.platform.PlatformClient;
import io.flotilla.toolchain.platform.Refused;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Says whether this machine can reach a platform, as whom, what the key may do, and what is missing.
@Command(
        name = "doctor",
        description = "Check this machine, the platform it talks to, and the key it uses.",
        mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Mixin
    PlatformOptions platform = new PlatformOptions();

    private final ObjectNode findings = JsonNodeFactory.instance.objectNode();

    @Override
    public Integer call() throws InterruptedException {
        tell("java", true, "%s (%s)".formatted(Runtime.version(), System.getProperty("java.vendor")));
        int exitCode = ask();
        if (platform.json) spec.commandLine().getOut().println(findings.toPrettyString());
        return exitCode;
    }

    private int ask() throws InterruptedException {
        try {
            var profile = platform.find();
            var client = new PlatformClient(profile);
            return ask(client, profile.toString());
        } catch (NoPlatform e) {
            tell("platform", false, String.valueOf(e.getMessage()));
            return ExitCodes.NO_PLATFORM;
        }
    }

    private int ask(PlatformClient client, String where) throws NoPlatform, InterruptedException {
        try {
            var me = client.get("me");
            tell("platform", true, where);
            tell("key", true, key(me));
        } catch (Refused e) {
            tell("platform", true, where);
            tell("key", false, "refused: " + e.getMessage());
            return ExitCodes.REFUSED;
        }
        try {
            tell("models", true, names(client.get("models?limit=200"), "none yet: PUT /v1/models/{name} adds one"));
        } catch (Refused e) {
            tell("models", true, "not for this key to read");
        }
        return ExitCodes.DONE;
    }

    private static String key(JsonNode me) {
        return "tenant %s; may %s"
                .formatted(
                        me.path("tenant").asText("-"),
                        StreamSupport.stream(me.path("permissions").spliterator(), false)
                                .map(JsonNode::asText)
                                .collect(Collectors.joining(", ")));
    }

    private static String names(JsonNode page, String none) {
        var names = StreamSupport.stream(page.path("items").spliterator(), false)
                .map(each -> each.path("name").asText())
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? none : names;
    }

    private void tell(String what, boolean good, String detail) {
        findings.putObject(what).put("ok", good).put("detail", detail);
        if (!platform.json) spec.commandLine().getOut().printf("%-9s %-3s %s%n", what, good ? "ok" : "NO", detail);
    }
}
