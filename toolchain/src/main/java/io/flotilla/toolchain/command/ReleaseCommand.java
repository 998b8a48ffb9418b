package io.flotilla.toolchain.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.flotilla.toolchain.platform.NoPlatform;
import io.flotilla.toolchain.platform.PlatformClient;
import io.flotilla.toolchain.platform.Refused;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Makes a version live.
@Command(
        name = "release",
        description = "Make a version of an app live in an environment, or go back to the one before.",
        mixinStandardHelpOptions = true)
public final class ReleaseCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Mixin
    PlatformOptions platform = new PlatformOptions();

    @Parameters(index = "0", paramLabel = "APP", description = "The app's name.")
    String app = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "VERSION",
            description = "The number that push printed. Default: the newest.")
    @Nullable
    Integer version;

    @Option(names = "--rollback", description = "Make live again what was live before.")
    boolean rollback;

    @Option(
            names = "--environment",
            paramLabel = "NAME",
            defaultValue = "production",
            description = "Where it is live. Default: ${DEFAULT-VALUE}.")
    String environment = "production";

    @Override
    public Integer call() throws Exception {
        if (rollback && version != null) throw new Unusable("--rollback takes no version: it goes back by one release");
        var client = platform.client();
        var out = spec.commandLine().getOut();
        var release = release(client);
        if (platform.json) out.println(release.toPrettyString());
        else
            out.printf(
                    "%s version %s is live in %s.%n",
                    app, release.path("version").asText(), environment);
        return ExitCodes.DONE;
    }

    private JsonNode release(PlatformClient client) throws NoPlatform, Refused, InterruptedException {
        var address = "apps/" + PlatformClient.encoded(app);
        var body = JsonNodeFactory.instance.objectNode();
        try {
            if (rollback) return client.post(address + "/releases/rollback", body.put("environment", environment));
            int released = version == null ? client.get(address).path("version").asInt() : version;
            return client.post(
                    address + "/releases", body.put("version", released).put("environment", environment));
        } catch (Refused refused) {
            var missing = rollback
                    ? "there was no release before the present one in " + environment
                    : "the newest version is %s";
            throw Apps.explained(client, app, refused, missing);
        }
    }
}
