package io.flotilla.toolchain.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The named platforms of one person, in a file that only they can read: `acme.url=…` and `acme.key=…`.
public final class ProfileFile {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---rwxrwx");

    private final Path file;

    public ProfileFile(Path file) {
        this.file = file;
    }

    /// The file in its usual place, `~/.config/flotilla/profiles.properties`.
    public static Path usual(Map<String, String> environment) {
        var home = environment.getOrDefault("XDG_CONFIG_HOME", System.getProperty("user.home") + "/.config");
        return Path.of(home, "flotilla", "profiles.properties");
    }

    /// Whether a profile can have this name.
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /// Names and addresses; without keys.
    public SortedMap<String, String> addresses() throws NoPlatform {
        var addresses = new TreeMap<String, String>();
        read().forEach((key, value) -> {
            var text = key.toString();
            if (text.endsWith(".url")) addresses.put(text.substring(0, text.length() - 4), value.toString());
        });
        return addresses;
    }

    /// The profile of this name.
    ///
    /// @throws NoPlatform when there is none, or the file is open to others
    Profile find(String name) throws NoPlatform {
        if (!Files.exists(file)) {
            throw new NoPlatform(
                    "Profile %s: cannot read %s. Add it: flotilla profiles add %1$s URL".formatted(name, file));
        }
        var profiles = read();
        var url = Optional.ofNullable(profiles.getProperty(name + ".url"))
                .orElseThrow(() ->
                        new NoPlatform("Profile %1$s: %2$s has no %1$s.url. Add it: flotilla profiles add %1$s URL"
                                .formatted(name, file)));
        return Profile.of(url, profiles.getProperty(name + ".key"), "profile " + name);
    }

    /// Adds a profile, or changes the one of that name.
    public void put(String name, Profile profile) throws NoPlatform, IOException {
        var profiles = Files.exists(file) ? read() : new Properties();
        profiles.setProperty(name + ".url", profile.url().toString());
        profiles.setProperty(name + ".key", profile.key());
        write(profiles);
    }

    /// Forgets a profile.
    ///
    /// @return whether there was one
    public boolean remove(String name) throws NoPlatform, IOException {
        if (!Files.exists(file)) return false;
        var profiles = read();
        boolean was = profiles.remove(name + ".url") != null;
        was |= profiles.remove(name + ".key") != null;
        if (was) write(profiles);
        return was;
    }

    private Properties read() throws NoPlatform {
        var profiles = new Properties();
        if (!Files.exists(file)) return profiles;
        try (var reader = Files.newBufferedReader(file)) {
            if (isOpen())
                throw new NoPlatform("%1$s holds keys and others can read it: chmod 600 %1$s".formatted(file));
            profiles.load(reader);
            return profiles;
        } catch (IOException | IllegalArgumentException e) {
            throw new NoPlatform("Cannot read " + file);
        }
    }

    private boolean isOpen() throws IOException {
        return isPosix() && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
    }

    // Beside the old one first, so that a reader never sees half of it, and never with other permissions
    private void write(Properties profiles) throws IOException {
        var target = file.toAbsolutePath();
        Files.createDirectories(target.getParent());
        var fresh = Files.createTempFile(target.getParent(), "profiles", ".new", privately());
        try (var writer = Files.newBufferedWriter(fresh)) {
            profiles.store(writer, "Platforms of the Flotilla command line. Keys: keep this file to yourself");
        }
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private FileAttribute<?>[] privately() {
        return isPosix()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private boolean isPosix() {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
