package io.flotilla.toolchain.platform;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// Finds the platform to talk to. In this order: a named profile, the environment (`FLOTILLA_URL` and
/// `FLOTILLA_API_KEY`),
/// and the local stack of this folder or one above it (`.flotilla/local.env`).
///
/// Named profiles are lines in `~/.config/flotilla/profiles.properties`: `acme.url=…` and `acme.key=…`.
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
        var home = environment.getOrDefault("XDG_CONFIG_HOME", System.getProperty("user.home") + "/.config");
        var usual = Path.of(home, "flotilla", "profiles.properties");
        return new Profiles(Path.of("").toAbsolutePath(), configuration == null ? usual : configuration, environment);
    }

    /// The platform to talk to.
    ///
    /// @throws NoPlatform saying what was looked for and how to name one
    public Profile find(@Nullable String name) throws NoPlatform {
        if (name != null) return named(name);
        var url = environment.get("FLOTILLA_URL");
        if (url != null) return profile(url, environment.get("FLOTILLA_API_KEY"), "the environment");
        var local = localStack();
        if (local.isPresent()) return local(local.get());
        throw new NoPlatform("No platform to talk to. Start one here with ./flotilla up, or set FLOTILLA_URL and"
                + " FLOTILLA_API_KEY, or name a profile of " + configuration + " with --profile.");
    }

    private Profile named(String name) throws NoPlatform {
        var profiles = new Properties();
        try (var reader = Files.newBufferedReader(configuration)) {
            profiles.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new NoPlatform("Profile %s: cannot read %s".formatted(name, configuration));
        }
        var url = profiles.getProperty(name + ".url");
        if (url == null) throw new NoPlatform("Profile %s: %s has no %s.url".formatted(name, configuration, name));
        return profile(url, profiles.getProperty(name + ".key"), "profile " + name);
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
        return profile(url, values.get("FLOTILLA_API_KEY"), file.toString());
    }

    private static Profile profile(String url, @Nullable String key, String source) throws NoPlatform {
        if (key == null || key.isBlank()) throw new NoPlatform("There is an address but no API key in " + source);
        try {
            var address = new URI(url.strip());
            if (!"http".equals(address.getScheme()) && !"https".equals(address.getScheme())) {
                throw new NoPlatform("Not an http(s) address in %s: %s".formatted(source, url));
            }
            return new Profile(address, key.strip(), source);
        } catch (URISyntaxException e) {
            throw new NoPlatform("Not an address in %s: %s".formatted(source, url));
        }
    }
}
