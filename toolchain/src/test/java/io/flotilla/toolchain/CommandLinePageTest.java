package io.flotilla.toolchain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// docs/command-line.md says what the commands say: its lower part is written by this test.
class CommandLinePageTest {
    private static final Path PAGE = Path.of(System.getProperty("flotilla.root"), "docs", "command-line.md");
    private static final String BEGIN = "<!-- written by CommandLinePageTest -->\n";

    @Test
    void thePageSaysWhatTheCommandsSay() throws IOException {
        var page = Files.readString(PAGE);
        var text = page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + reference();
        if (!page.equals(text)) Files.writeString(PAGE, text);

        assertThat(page).as("the page was not up to date: it is now, commit it").isEqualTo(text);
    }

    private static String reference() {
        var silent = new PrintWriter(new StringWriter());
        var root = Flotilla.commandLine(silent, silent);
        var text = new StringBuilder("\n## Exit codes\n\n| code | means |\n|---|---|\n");
        root.getCommandSpec()
                .usageMessage()
                .exitCodeList()
                .forEach((code, meaning) -> text.append("| `%s` | %s |\n".formatted(code.strip(), meaning)));
        text.append("\n## Commands\n\nEach has `-h`, `--help` too.\n");
        root.getSubcommands().values().forEach(command -> append(text, command));
        return text.toString();
    }

    private static void append(StringBuilder text, CommandLine command) {
        var spec = command.getCommandSpec();
        text.append("\n### %s\n\n".formatted(spec.qualifiedName().substring("flotilla ".length())));
        text.append(String.join(" ", spec.usageMessage().description())).append("\n\n");
        text.append("`%s`\n".formatted(synopsis(spec)));
        var rows = spec.positionalParameters().stream()
                .map(parameter -> row(parameter.paramLabel(), parameter))
                .collect(Collectors.toList());
        spec.options().stream()
                .filter(option -> !option.usageHelp() && !option.versionHelp() && !option.inherited())
                .map(option -> row(names(option), option))
                .forEach(rows::add);
        if (!rows.isEmpty()) text.append("\n| | |\n|---|---|\n").append(String.join("", rows));
        distinct(command.getSubcommands()).forEach(below -> append(text, below));
    }

    private static List<CommandLine> distinct(Map<String, CommandLine> commands) {
        return commands.values().stream().distinct().toList();
    }

    private static String synopsis(CommandSpec spec) {
        var words = new StringBuilder(spec.qualifiedName());
        if (spec.options().stream().anyMatch(option -> !option.usageHelp())) words.append(" [OPTIONS]");
        if (!spec.subcommands().isEmpty()) words.append(" [COMMAND]");
        spec.positionalParameters().forEach(parameter -> {
            var label = parameter.paramLabel() + (parameter.arity().max() > 1 ? "..." : "");
            words.append(parameter.arity().min() == 0 ? " [" + label + "]" : " " + label);
        });
        return words.toString();
    }

    private static String names(OptionSpec option) {
        var value = option.typeInfo().isBoolean() ? "" : " " + option.paramLabel();
        return String.join(", ", option.names()) + value;
    }

    private static String row(String name, ArgSpec argument) {
        var description = String.join(" ", argument.description())
                .replace("${DEFAULT-VALUE}", String.valueOf(argument.defaultValue()));
        return "| `%s` | %s |\n".formatted(name.replace("|", "\\|"), description.replace("|", "\\|"));
    }
}
