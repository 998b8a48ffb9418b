package io.flotilla.toolchain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.flotilla.toolchain.platform.NoPlatform;
import io.flotilla.toolchain.platform.Profile;
import io.flotilla.toolchain.platform.ProfileFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Somebody's terminal: runs commands and keeps what they print.
final class Terminal implements AutoCloseable {
    private final Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private Terminal(Path folder) {
        this.folder = folder;
    }

    /// A terminal whose profile `test` is this platform.
    static Terminal to(ScriptedPlatform platform) throws IOException {
        var terminal = new Terminal(Files.createTempDirectory("flotilla-terminal"));
        try {
            new ProfileFile(terminal.profiles()).put("test", Profile.of(platform.url(), "flk_k", "a test"));
        } catch (NoPlatform e) {
            throw new IOException(e);
        }
        return terminal;
    }

    /// Runs a command against the platform.
    int run(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--profiles", profiles().toString(), "--profile", "test"));
        return execute(all.toArray(String[]::new));
    }

    /// Runs a command.
    int execute(String... arguments) {
        return Flotilla.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(arguments);
    }

    /// Runs a command that reads this line.
    int typing(String line, String... arguments) {
        var before = System.in;
        System.setIn(new ByteArrayInputStream((line + "\n").getBytes(StandardCharsets.UTF_8)));
        try {
            return execute(arguments);
        } finally {
            System.setIn(before);
        }
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    /// The file of named profiles.
    Path profiles() {
        return folder.resolve("flotilla").resolve("profiles.properties");
    }

    /// A file of this content.
    Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    static JsonNode json(String text) throws IOException {
        return new JsonMapper().readTree(text);
    }

    @Override
    public void close() {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(each -> each.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
