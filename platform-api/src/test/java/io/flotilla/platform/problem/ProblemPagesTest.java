package io.flotilla.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemPagesTest {
    private static final Path PAGES = Path.of(System.getProperty("flotilla.root"), "docs", "problems");

    @Test
    void everyPageHasACodeAndEveryCodeAPage() throws IOException {
        try (var files = Files.list(PAGES)) {
            var pages = files.map(each -> each.getFileName().toString()).collect(Collectors.toSet());

            assertThat(pages)
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(ProblemCode.values())
                            .map(code -> code.code() + ".md")
                            .toList());
        }
    }

    @ParameterizedTest
    @EnumSource(ProblemCode.class)
    void thePageSaysWhatTheCodeSays(ProblemCode code) throws IOException {
        var page = Files.readString(PAGES.resolve(code.code() + ".md"));

        var retry = code.retryable() ? "worth retrying" : "not worth retrying";
        assertThat(page)
                .startsWith("# %s\n\n%s. Status %d, %s.\n".formatted(code.code(), code.title(), code.status(), retry))
                .contains("## What happened", "## What to do");
    }

    @Test
    void everyCodeHasItsOwnAddress() {
        var types = new TreeMap<String, ProblemCode>();
        for (var code : ProblemCode.values()) types.put(code.type().toString(), code);

        assertThat(types).hasSize(ProblemCode.values().length);
    }
}
