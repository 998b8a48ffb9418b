package io.flotilla.local;

import io.flotilla.local.process.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// `local.env`: how people, scripts and tools find the stack. Readable by `set -a; . .flotilla/local.env`, by its owner only.
public final class LocalEnv {
    private static final String HEADER = "# Written by ./flotilla up: where everything is. Read it with: set -a; . .flotilla/local.env\n";

    private LocalEnv() {}

    /// The file of the stack in this folder.
    public static Path file(Path folder) {
        return folder.resolve("local.env");
    }

    /// Replaces the file.
    public static void write(Path folder, Map<String, String> values) {
        var text = new StringBuilder(HEADER);
        values.forEach((name, value) -> text.append(name).append('=').append(quote(value)).append('\n'));
        Secrets.writePrivately(file(folder), text.toString());
    }

    /// Reads what `write` wrote; empty when there is no file.
    public static Map<String, String> read(Path folder) {
        var values = new LinkedHashMap<String, String>();
        if (!Files.exists(file(folder))) return values;
        try {
            for (String line : Files.readAllLines(file(folder))) {
                int equals = line.indexOf('=');
                if (line.startsWith("#") || equals < 1) continue;
                values.put(line.substring(0, equals), unquote(line.substring(equals + 1)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file(folder), e);
        }
        return values;
    }

    // In single quotes a shell takes everything as it is, but for the quote itself
    private static String quote(String value) {
        if (value.contains("\n")) throw new IllegalArgumentException("a value must be one line: " + value);
        return "'" + value.replace("'", "'\\''") + "'";
    }

    private static String unquote(String text) {
        return text.substring(1, text.length() - 1).replace("'\\''", "'");
    }
}
