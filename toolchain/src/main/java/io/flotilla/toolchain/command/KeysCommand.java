package io.flotilla.toolchain.command;

import io.flotilla.messages.secret.BadKeyFile;
import io.flotilla.messages.secret.SecretKeys;
import java.nio.file.Path;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Works on the file with the key-encryption keys.
@Command(
        name = "keys",
        description = "Make and rotate the file of key-encryption keys (FLOTILLA_KEY_FILE).",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
public final class KeysCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(name = "create", description = "Make a new file with one key.", mixinStandardHelpOptions = true)
    int create(@Parameters(paramLabel = "FILE", description = "The file of keys.") Path file) throws Unusable {
        return show(() -> SecretKeys.create(file));
    }

    @Command(
            name = "show",
            description = "Show which keys a file has, never the keys.",
            mixinStandardHelpOptions = true)
    int show(@Parameters(paramLabel = "FILE", description = "The file of keys.") Path file) throws Unusable {
        return show(() -> SecretKeys.read(file));
    }

    @Command(
            name = "rotate",
            description = "Add a key that wraps from now on; the others still unwrap. Then have the platform rewrap.",
            mixinStandardHelpOptions = true)
    int rotate(@Parameters(paramLabel = "FILE", description = "The file of keys.") Path file) throws Unusable {
        return show(() -> SecretKeys.rotate(file));
    }

    @Command(
            name = "drop",
            description = "Take a key out that wraps no data key any more, as GET /v1/platform/keys says.",
            mixinStandardHelpOptions = true)
    int drop(
            @Parameters(paramLabel = "FILE", description = "The file of keys.") Path file,
            @Parameters(paramLabel = "KEY", description = "The number of a key.") String key)
            throws Unusable {
        return show(() -> SecretKeys.drop(file, key));
    }

    private int show(Supplier<SecretKeys> work) throws Unusable {
        try {
            var keys = work.get();
            var out = spec.commandLine().getOut();
            for (String id : keys.keyIds()) {
                out.println(id + (id.equals(keys.primaryKeyId()) ? "  wraps and unwraps" : "  unwraps"));
            }
            return ExitCodes.DONE;
        } catch (BadKeyFile e) {
            throw new Unusable(String.valueOf(e.getMessage()));
        }
    }
}
