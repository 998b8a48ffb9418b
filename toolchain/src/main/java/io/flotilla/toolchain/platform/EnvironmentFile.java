package io.flotilla.toolchain.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// A file of shell-quoted `KEY=value` lines, as the local stack writes it.
final class EnvironmentFile {
    private EnvironmentFile() {}

    static Map<String, String> read(Path file) throws NoPlatform {
        var values = new LinkedHashMap<String, String>();
        try {
            for (String line : Files.readAllLines(file)) {
                int equals = line.indexOf('=');
                if (equals > 0 && line.charAt(0) != '#') {
                    values.put(
                            line.substring(0, equals).strip(),
                            unquoted(line.substring(equals + 1).strip()));
                }
            }
        } catch (IOException e) {
            throw new NoPlatform("cannot read " + file);
        }
        return values;
    }

    /// POSIX quoting: single quotes keep everything, a backslash outside them keeps the next character.
    private static String unquoted(String text) {
        var value = new StringBuilder();
        boolean single = false;
        boolean kept = false;
        for (char c : text.toCharArray()) {
            if (kept) {
                value.append(c);
                kept = false;
            } else if (c == '\'') {
                single = !single;
            } else if (c == '\\' && !single) {
                kept = true;
            } else {
                value.append(c);
            }
        }
        return value.toString();
    }
}
