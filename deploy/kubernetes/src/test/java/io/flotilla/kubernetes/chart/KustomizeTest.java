package io.flotilla.kubernetes.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `kubectl kustomize` makes of the base, and of the overlay that the guide shows.
class KustomizeTest {
    private static final Path EXAMPLE = Chart.FOLDER.resolve("overlays/example");

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/example"})
    void everyObjectIsValidAndFitsTheOthers(String folder) throws Exception {
        assertThat(ValidityTest.faults(Kustomize.build(Chart.FOLDER.resolve(folder))))
                .isEmpty();
    }

    @Test
    void theBaseIsBuiltWhole() throws Exception {
        var built = KubeObject.parse(Kustomize.build(Chart.FOLDER.resolve("base")));

        assertThat(built)
                .extracting(KubeObject::title)
                .containsExactlyInAnyOrderElementsOf(Chart.objects("base", Map.of()).stream()
                        .map(KubeObject::title)
                        .toList());
    }

    /// A patch that meets nothing is no error to kustomize, so each is looked for in the result.
    @Test
    void theOverlayChangesAddressesImagesNamespaceAndSizes() throws Exception {
        var objects = KubeObject.parse(Kustomize.build(EXAMPLE));
        var platform = Chart.find(objects, "Deployment/flotilla-platform");
        var worker = Chart.find(objects, "Deployment/flotilla-worker");
        var migration = Chart.find(objects, "Job/flotilla-migration");

        assertThat(objects)
                .allSatisfy(
                        each -> assertThat(each.text("metadata", "namespace")).isEqualTo("acme-flotilla"));
        assertThat(List.of(platform, migration))
                .allSatisfy(each -> assertThat(each.container().text("image"))
                        .isEqualTo("registry.example.com/flotilla/platform-api:0.1.0"))
                .allSatisfy(each -> assertThat(each.environment("FLOTILLA_DATABASE_URL"))
                        .isEqualTo("jdbc:postgresql://postgresql.data:5432/flotilla"));
        assertThat(worker.container().text("image")).isEqualTo("registry.example.com/flotilla/worker:0.1.0");
        assertThat(platform.environment("FLOTILLA_OIDC_ISSUER")).isEqualTo("https://id.example.com/realms/acme");
        assertThat(platform.environment("FLOTILLA_MIGRATE"))
                .as("what was not patched")
                .isEqualTo("never");
        assertThat(Chart.find(objects, "ConfigMap/flotilla").text("data", "FLOTILLA_KAFKA_BOOTSTRAP"))
                .isEqualTo("kafka.data:9092");
        assertThat(Chart.find(objects, "HorizontalPodAutoscaler/flotilla-worker")
                        .at("spec", "maxReplicas"))
                .contains(6);
    }
}
