package io.flotilla.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every command in the documentation works: each block of commands is run here as its reader would run it, or is
/// named with the reason why not and what shows that it works all the same.
class DocumentedCommandsTest {
    private static final Map<String, String> NOT_RUN = Map.ofEntries(
            Map.entry(
                    "README.md: ./flotilla up       # builds and starts everything", "the launcher's own tests and CI"),
            Map.entry("README.md: FLOTILLA_OPENAI_BASE_URL=", "needs a model provider outside this machine"),
            Map.entry("CONTRIBUTING.md: ./flotilla test", "CI is this command"),
            Map.entry("CONTRIBUTING.md: mvn -q -pl app-runtime/engine -am test", "builds; CI builds every module so"),
            Map.entry("docs/console.md: cd web-console", "watches until it is stopped; Maven builds and tests the console"),
            Map.entry("docs/kubernetes.md: ./flotilla images", "ImagesTest writes, unpacks and starts the images"),
            Map.entry("docs/kubernetes.md: helm install", "needs a cluster; ChartTest renders the chart"),
            Map.entry("docs/kubernetes.md: kubectl kustomize", "KustomizeTest runs it"),
            Map.entry("docs/performance.md: ./flotilla up --detach", "measures for minutes on a machine that is idle"),
            Map.entry("docs/usage.md: kafka-consumer-groups.sh", "Kafka's own script, which no part of ours brings"),
            Map.entry(
                    "docs/sandbox-model.md: java -Xmx256m -jar",
                    "runs until it is stopped; the local stack starts it so"));

    @TempDir
    Path folder;

    static Stream<Page> pagesWithCommands() {
        return Page.all().stream().filter(page -> !run(page).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("pagesWithCommands")
    void thePageCanBeFollowed(Page page) throws Exception {
        new Shell(folder, Flotilla.running()).follow(page, run(page));
    }

    @Test
    void everyReasonIsForABlockThatIsThere() {
        assertThat(NOT_RUN.keySet())
                .allSatisfy(start -> assertThat(Page.all())
                        .anySatisfy(page -> assertThat(page.blocks().stream().filter(Page.Block::isCommands))
                                .anySatisfy(
                                        block -> assertThat(title(page, block)).startsWith(start))));
    }

    @Test
    void commandsStandInBlocksOfTheirKind() {
        assertThat(Page.all())
                .allSatisfy(page -> assertThat(page.blocks())
                        .extracting(Page.Block::kind)
                        .as(page.name())
                        .doesNotContain("bash", "shell", "console"));
    }

    @Test
    void anEllipsisStandsForAnythingWithinALineOrForLines() {
        assertThat("id 17 done\na\nb\nend").matches(Shell.pattern("id … done\n…\nend"));
        assertThat("id 17 done\nend").matches(Shell.pattern("id … done\n…\nend"));
        assertThat("id 17\ndone").doesNotMatch(Shell.pattern("id … done"));
        assertThat("(a)").matches(Shell.pattern("(a)\n")).doesNotMatch(Shell.pattern("a"));
    }

    private static List<Page.Block> run(Page page) {
        return page.blocks().stream()
                .filter(Page.Block::isCommands)
                .filter(block -> NOT_RUN.keySet().stream().noneMatch(title(page, block)::startsWith))
                .toList();
    }

    private static String title(Page page, Page.Block block) {
        return page.name() + ": " + block.firstLine();
    }
}
