package io.flotilla.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A newcomer's shell in a folder like a fresh clone: `./flotilla` is the real one, on the running stack, less the build
/// before it.
final class Shell {
    private static final Path ROOT = Page.ROOT;

    private final Path folder;

    /// @param folder is filled with what a clone has
    Shell(Path folder, Flotilla flotilla) throws IOException {
        this.folder = folder;
        var stack = flotilla.stack().folder();
        Files.createSymbolicLink(folder.resolve(".flotilla"), stack);
        Files.createSymbolicLink(folder.resolve("deploy"), ROOT.resolve("deploy"));
        Files.createSymbolicLink(folder.resolve("toolchain"), ROOT.resolve("toolchain"));
        Files.copy(ROOT.resolve("flotilla"), folder.resolve("flotilla"), StandardCopyOption.COPY_ATTRIBUTES);
    }

    /// Runs a page from top to bottom in one shell, as its reader would, and compares what it prints.
    ///
    /// @param commands the blocks to run; files are written as they come
    void follow(Page page, List<Page.Block> commands) throws IOException, InterruptedException {
        for (var file : page.blocks()) {
            if (file.isFile()) Files.writeString(folder.resolve(file.note()), file.content());
        }
        var process = new ProcessBuilder(
                        "bash",
                        Files.writeString(folder.resolve("page.sh"), script(commands))
                                .toString())
                .directory(folder.toFile());
        process.environment().keySet().removeIf(name -> name.startsWith("FLOTILLA_"));
        process.environment().put("FLOTILLA_BUILD", "never");
        process.environment().put("JAVA_HOME", System.getProperty("java.home"));
        process.environment().put("XDG_CONFIG_HOME", folder.resolve("config").toString());
        var reader = process.redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("shell").toFile())
                .start();
        boolean ended = reader.waitFor(5, TimeUnit.MINUTES);
        reader.destroyForcibly();
        assertThat(ended).as("the commands of %s end".formatted(page)).isTrue();
        for (var block : commands) compare(page, block);
    }

    /// Each block's output and exit code go to files of their own. A command that fails ends the page, unless its
    /// block says that it does. A page that never reads `local.env` is for readers who have.
    private String script(List<Page.Block> commands) {
        var script = new StringBuilder("trap 'echo $? > \"%s/ended-$block\"' EXIT\n".formatted(folder));
        if (commands.stream().noneMatch(block -> block.content().contains("local.env"))) {
            script.append("set -a; . .flotilla/local.env; set +a\n");
        }
        for (var block : commands) {
            script.append("block=%d; exec > '%s/said-%1$d' 2>&1; set %se\n"
                    .formatted(block.line(), folder, block.exitCode() == 0 ? "-" : "+"));
            script.append("%secho $? > '%s/ended-%d'\n".formatted(block.content(), folder, block.line()));
        }
        return script.toString();
    }

    private void compare(Page page, Page.Block block) throws IOException {
        var place = "%s:%d".formatted(page, block.line());
        var said = Files.readString(folder.resolve("said-" + block.line()));
        var ended = Files.readString(folder.resolve("ended-" + block.line())).strip();

        assertThat(ended)
                .as("%s: exit code of%n%s%nwhich said%n%s", place, block.content(), said)
                .isEqualTo("" + block.exitCode());
        assertThat(said.stripTrailing())
                .as("%s: what is printed by%n%s", place, block.content())
                .matches(pattern(page.expected(block)));
    }

    /// The regular expression of a shown output. Blanks are as wide as they like, as columns are as wide as their cells.
    static String pattern(String shown) {
        return shown.strip()
                .lines()
                .map(line -> line.equals("…") ? "(?s:.*)" : quoted(line) + "\\n?")
                .collect(Collectors.joining());
    }

    private static String quoted(String line) {
        return Arrays.stream(line.split("…", -1))
                .map(part ->
                        Arrays.stream(part.split(" +", -1)).map(Pattern::quote).collect(Collectors.joining(" +")))
                .collect(Collectors.joining(".*"));
    }
}
