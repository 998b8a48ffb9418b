package io.flotilla.toolchain.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.flotilla.toolchain.platform.PlatformClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Makes a version live.
@Command(
        name = "release",
        description = "Make a version of an app live in an environment.",
        mixinStandardHelpOptions = true)
public final class ReleaseCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Mixin
    PlatformOptions platform = new PlatformOptions();

    @Parameters(index = "0", paramLabel = "APP", description = "The app's name.")
    String app = "";

    @Parameters(index = "1", paramLabel = "VERSION", description = "The number that push printed.")
    int version;

    @Option(names = "--environment", defaultValue = "production", description = "Default: ${DEFAULT-VALUE}.")
    String environment = "production";

    @Override
    public Integer call() throws Exception {
        var body = JsonNodeFactory.instance.objectNode().put("version", version).put("environment", environment);
        var release = platform.client().post("apps/" + PlatformClient.encoded(app) + "/releases", body);
        var out = spec.commandLine().getOut();
        if (platform.json) out.println(release.toPrettyString());
        else out.printf("%s version %d is live in %s.%n", app, version, environment);
        return ExitCodes.DONE;
    }
}
