package io.flotilla.toolchain.platform;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds the platform to talk to. In this order: a named profile (also by `FLOTILLA_PROFILE`), the environment
/// (`FLOTILLA_URL` and `FLOTILLA_API_KEY`), and the local stack of this folder or one above it
/// (`.flotilla/local.env`).
public final class Profiles {
    private final Path workingFolder;
    private final Path configuration;
    private final Map<String, String> environment;

    public Profiles(Path workingFolder, Path configuration, Map<String, String> environment) {
        this.workingFolder = workingFolder;
        this.configuration = configuration;
        this.environment = Map.copyOf(environment);
    }

    /// The profiles as the shell that started us sees them.
    ///
    /// @param configuration the file of named profiles, if it is not in the usual place
    public static Profiles ofThisProcess(@Nullable Path configuration) {
        var environment = System.getenv();
        var file = configuration == null ? ProfileFile.usual(environment) : configuration;
        return new Profiles(Path.of("").toAbsolutePath(), file, environment);
    }

    /// The platform to talk to.
    ///
    /// @throws NoPlatform saying what was looked for and how to name one
    public Profile find(@Nullable String name) throws NoPlatform {
        if (name != null) return new ProfileFile(configuration).find(name);
        var preferred = environment.get("FLOTILLA_PROFILE");
        if (preferred != null && !preferred.isBlank()) return new ProfileFile(configuration).find(preferred);
        var url = environment.get("FLOTILLA_URL");
        if (url != null) return Profile.of(url, environment.get("FLOTILLA_API_KEY"), "the environment");
        var local = localStack();
        if (local.isPresent()) return local(local.get());
        throw new NoPlatform("No platform to talk to. Start one here with ./flotilla up, or set FLOTILLA_URL and"
                + " FLOTILLA_API_KEY, or add a profile with flotilla profiles add NAME URL.");
    }

    /// A setting of the local stack of this folder or one above it.
    public Optional<String> localSetting(String name) throws NoPlatform {
        var file = localStack();
        if (file.isEmpty()) return Optional.empty();
        return Optional.ofNullable(EnvironmentFile.read(file.get()).get(name));
    }

    private Optional<Path> localStack() {
        for (Path folder = workingFolder; folder != null; folder = folder.getParent()) {
            var file = folder.resolve(".flotilla").resolve("local.env");
            if (Files.isReadable(file)) return Optional.of(file);
        }
        return Optional.empty();
    }

    private static Profile local(Path file) throws NoPlatform {
        var values = EnvironmentFile.read(file);
        var url = values.get("FLOTILLA_URL");
        if (url == null) throw new NoPlatform(file + " has no FLOTILLA_URL: start the stack again");
        return Profile.of(url, values.get("FLOTILLA_API_KEY"), file.toString());
    }
}
