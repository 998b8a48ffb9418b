package io.flotilla.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.flotilla.acceptance.ConfigurationSource.Group;
import io.flotilla.acceptance.ConfigurationSource.Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// docs/configuration.md names every setting: its lower part is written by this test from the sources.
class ConfigurationPageTest {
    private static final Path PAGE = Page.ROOT.resolve("docs/configuration.md");
    private static final String BEGIN = "<!-- written by ConfigurationPageTest -->\n";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^:}]+)(?::([^}]*))?}");
    private static final Pattern INNERMOST =
            Pattern.compile("\\$\\{((?:FLOTILLA_|flotilla\\.)[^:${}]+)(?::([^${}]*))?}");
    private static final Pattern VARIABLE = Pattern.compile("FLOTILLA_[A-Z_]+");
    private static final Map<String, String> SERVICES = new LinkedHashMap<>();

    static {
        SERVICES.put("Platform", "platform-api");
        SERVICES.put("Worker", "app-runtime/worker");
    }

    @Test
    void thePageSaysWhatTheSourcesSay() throws IOException {
        var page = Files.readString(PAGE);
        var text = new StringBuilder(page.substring(0, page.indexOf(BEGIN) + BEGIN.length()));
        for (var service : SERVICES.entrySet()) append(text, service.getKey(), Page.ROOT.resolve(service.getValue()));
        if (!page.contentEquals(text)) Files.writeString(PAGE, text);

        assertThat(page).as("the page was not up to date: it is now, commit it").isEqualTo(text.toString());
    }

    @Test
    void everySettingSaysWhatItIsFor() throws IOException {
        for (var module : SERVICES.values()) {
            assertThat(ConfigurationSource.read(Page.ROOT.resolve(module).resolve("src/main/java")))
                    .isNotEmpty()
                    .flatExtracting(Group::keys)
                    .allSatisfy(key -> assertThat(key.meaning()).as(key.name()).isNotBlank());
        }
    }

    /// What the programs on a person's machine read is told by hand above the written part; nothing is forgotten.
    @Test
    void everyVariableThatAProgramReadsIsOnThePage() throws IOException {
        var read = new TreeSet<String>();
        for (var module : List.of("toolchain", "deploy/local", "deploy/sandbox-model", "deploy/acceptance")) {
            try (Stream<Path> files = Files.walk(Page.ROOT.resolve(module).resolve("src/main/java"))) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(".java")).toList()) {
                    for (var line : Files.readAllLines(file)) if (isReading(line)) read.addAll(variables(line));
                }
            }
        }
        read.addAll(variables(Files.readString(Page.ROOT.resolve("flotilla"))));

        assertThat(variables(Files.readString(PAGE))).containsAll(read);
    }

    private static boolean isReading(String line) {
        return line.contains("getenv") || line.contains("environment.get") || line.contains("RunningStack");
    }

    private static void append(StringBuilder text, String service, Path module) throws IOException {
        var properties = properties(module.resolve("src/main/resources/application.properties"));
        var told = new LinkedHashSet<String>();
        text.append("\n## %s\n".formatted(service));
        for (var group : ConfigurationSource.read(module.resolve("src/main/java"))) {
            if (!group.title().isEmpty()) text.append("\n%s\n".formatted(group.title()));
            text.append("\n| variable | type | default | |\n|---|---|---|---|\n");
            for (Key key : group.keys()) {
                var setting = setting(key.name(), key.fallback(), properties);
                told.add(setting.variable());
                text.append("| `%s` | %s | %s | %s |\n"
                        .formatted(
                                setting.variable(),
                                key.type(),
                                setting.shown(),
                                key.meaning().replace("|", "\\|")));
            }
        }
        text.append("\nOf Quarkus and its libraries:\n\n| variable | default | sets |\n|---|---|---|\n");
        properties.forEach((key, value) -> {
            if (key.startsWith("%")) return;
            INNERMOST.matcher(value).results().forEach(found -> {
                if (!told.add(variable(found.group(1)))) return;
                var setting = new Setting(variable(found.group(1)), Optional.ofNullable(found.group(2)));
                text.append("| `%s` | %s | `%s` |\n".formatted(setting.variable(), setting.shown(), key));
            });
        });
    }

    /// @param fallback empty when there is none and the setting must be made
    private record Setting(String variable, Optional<String> fallback) {
        String shown() {
            return fallback.filter(value -> !value.isEmpty())
                    .map("`%s`"::formatted)
                    .orElse("-");
        }
    }

    /// The variable that makes a setting: by its own name, or through what `application.properties` says.
    private static Setting setting(String key, Optional<String> fallback, Map<String, String> properties) {
        var placeholder = PLACEHOLDER.matcher(properties.getOrDefault(key, ""));
        if (!placeholder.matches()) {
            var constant = Optional.ofNullable(properties.get(key));
            return new Setting(variable(key), constant.or(() -> fallback));
        }
        var name = placeholder.group(1);
        var value = Optional.ofNullable(placeholder.group(2)).or(() -> fallback);
        return properties.containsKey(name) ? setting(name, value, properties) : new Setting(variable(name), value);
    }

    private static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private static Map<String, String> properties(Path file) throws IOException {
        var properties = new LinkedHashMap<String, String>();
        for (var line : Files.readAllLines(file)) {
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#"))
                properties.put(line.substring(0, equals), line.substring(equals + 1));
        }
        return properties;
    }

    private static Set<String> variables(String text) {
        var found = new TreeSet<String>();
        VARIABLE.matcher(text).results().forEach(each -> found.add(each.group()));
        return found;
    }
}
