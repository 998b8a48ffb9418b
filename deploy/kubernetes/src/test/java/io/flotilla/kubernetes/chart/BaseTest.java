package io.flotilla.kubernetes.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The Kustomize base is what the chart renders, and nothing else.
class BaseTest {
    private static final Path BASE = Chart.FOLDER.resolve("base");
    private static final String WRITE = "flotilla.base.write";

    @Test
    void theBaseIsWhatTheChartRenders() throws IOException {
        var file = BASE.resolve("flotilla.yaml");
        var rendered = "# Rendered from the chart with values/base.yaml; not edited by hand\n"
                + Chart.render("base", Map.of());
        if (Boolean.getBoolean(WRITE)) Files.writeString(file, rendered);

        assertThat(file)
                .as("the chart has changed; write the base anew: ./flotilla test -pl deploy/kubernetes -am"
                        + " -Dtest=BaseTest -Dsurefire.failIfNoSpecifiedTests=false -D" + WRITE + "=true")
                .hasContent(rendered);
    }

    @Test
    void theKustomizationListsEveryFileOfTheBase() throws IOException {
        var kustomization = KubeObject.parse(Files.readString(BASE.resolve("kustomization.yaml")))
                .getFirst();

        try (var files = Files.list(BASE)) {
            assertThat(files.map(each -> each.getFileName().toString())
                            .filter(each -> !each.equals("kustomization.yaml")))
                    .containsExactlyElementsOf(kustomization.list("resources").stream()
                            .map(Object::toString)
                            .toList());
        }
        assertThat(kustomization.kind()).isEqualTo("Kustomization");
    }
}
