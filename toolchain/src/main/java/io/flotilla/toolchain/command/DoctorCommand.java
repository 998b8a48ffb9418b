package io.flotilla.toolchain.command;

import io.flotilla.toolchain.platform.NoPlatform;
import io.flotilla.toolchain.platform.PlatformClient;
import io.flotilla.toolchain.platform.Profile;
import io.flotilla.toolchain.platform.Refused;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Says whether this machine can reach a platform, as whom, and what is missing.
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

    @Override
    public Integer call() throws Exception {
        var out = spec.commandLine().getOut();
        out.printf("java      %s (%s)%n", Runtime.version(), System.getProperty("java.vendor"));
        try {
            return ask(out, platform.find());
        } catch (NoPlatform e) {
            out.println("platform  " + e.getMessage());
            return ExitCodes.NO_PLATFORM;
        }
    }

    private static Integer ask(PrintWriter out, Profile profile) throws NoPlatform, InterruptedException {
        out.println("platform  " + profile);
        try {
            var me = new PlatformClient(profile).get("me");
            out.println("key       works: tenant "
                    + me.path("tenant").path("name").asText(me.path("tenant").asText()));
            return ExitCodes.DONE;
        } catch (Refused e) {
            out.println("key       refused: " + e.getMessage());
            return ExitCodes.REFUSED;
        }
    }
}
