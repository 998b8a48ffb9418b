package io.flotilla.toolchain.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.flotilla.toolchain.output.Table;
import io.flotilla.toolchain.platform.NoPlatform;
import io.flotilla.toolchain.platform.Profile;
import io.flotilla.toolchain.platform.ProfileFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// Keeps the platforms that a person works with.
@Command(
        name = "profiles",
        description = "List the platforms you have named; add and remove them. The file is yours alone (mode 600).",
        mixinStandardHelpOptions = true)
public final class ProfilesCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Option(
            names = "--profiles",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Where they are. Default: ~/.config/flotilla/profiles.properties.")
    @Nullable
    Path file;

    @Option(names = "--json", description = "Print them as JSON, without keys.")
    boolean json;

    @Override
    public Integer call() throws Exception {
        var out = spec.commandLine().getOut();
        var addresses = file().addresses();
        if (json) {
            var items = JsonNodeFactory.instance.arrayNode();
            addresses.forEach((name, url) -> items.addObject().put("name", name).put("url", url));
            out.println(items.toPrettyString());
            return ExitCodes.DONE;
        }
        var table = new Table("profile", "address");
        addresses.forEach((name, url) -> table.row(name, url));
        table.print(out, "No profiles yet. Add one: flotilla profiles add NAME URL");
        return ExitCodes.DONE;
    }

    @Command(
            name = "add",
            description = {
                "Add a platform, or change one. The API key is asked for, or read from standard input:",
                "it is never on the command line, where others could see it.",
            },
            mixinStandardHelpOptions = true)
    int add(
            @Parameters(paramLabel = "NAME", description = "Small letters, digits and hyphens.") String name,
            @Parameters(paramLabel = "URL", description = "Such as https://flotilla.example.com.") String url)
            throws Unusable, NoPlatform, IOException {
        if (!ProfileFile.isName(name))
            throw new Unusable("not a name: '%s'. Small letters, digits, hyphens".formatted(name));
        file().put(name, Profile.of(url, key(name), "the command line"));
        spec.commandLine().getOut().printf("Profile %1$s is kept. Try it: flotilla doctor --profile %1$s%n", name);
        return ExitCodes.DONE;
    }

    @Command(name = "remove", description = "Forget a platform and its key.", mixinStandardHelpOptions = true)
    int remove(@Parameters(paramLabel = "NAME", description = "The platform's name.") String name)
            throws Unusable, NoPlatform, IOException {
        if (!file().remove(name))
            throw new Unusable("there is no profile '%s'; flotilla profiles lists them".formatted(name));
        spec.commandLine().getOut().printf("Profile %s is gone.%n", name);
        return ExitCodes.DONE;
    }

    private ProfileFile file() {
        return new ProfileFile(file == null ? ProfileFile.usual(System.getenv()) : file);
    }

    private static @Nullable String key(String name) throws IOException {
        var console = System.console();
        if (console != null && console.isTerminal()) {
            var typed = console.readPassword("API key of %s: ", name);
            return typed == null ? null : new String(typed);
        }
        return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    }
}
