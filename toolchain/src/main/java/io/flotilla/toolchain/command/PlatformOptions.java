package io.flotilla.toolchain.command;

import io.flotilla.toolchain.platform.NoPlatform;
import io.flotilla.toolchain.platform.PlatformClient;
import io.flotilla.toolchain.platform.Profile;
import io.flotilla.toolchain.platform.Profiles;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options of every command that talks to a platform.
final class PlatformOptions {
    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "A named profile; otherwise FLOTILLA_URL and FLOTILLA_API_KEY, otherwise the local stack.")
    @Nullable
    String profile;

    @Option(
            names = "--profiles",
            paramLabel = "FILE",
            description = "Where the named profiles are. Default: ~/.config/flotilla/profiles.properties.")
    @Nullable
    Path profiles;

    @Option(names = "--json", description = "Print the platform's answer as JSON.")
    boolean json;

    Profile find() throws NoPlatform {
        return Profiles.ofThisProcess(profiles).find(profile);
    }

    PlatformClient client() throws NoPlatform {
        return new PlatformClient(find());
    }
}
