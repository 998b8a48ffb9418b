package io.flotilla.kubernetes.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What values do to the chart.
class ChartTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"base", "small", "production"})
    void lintsStrictly(String values) throws IOException {
        var result = Chart.withDefaults(values, folder).lint().strict().call();

        assertThat(result.isFailed()).as(result.getMessages().toString()).isFalse();
    }

    @Test
    void isOfTheProjectsVersion() throws IOException {
        var pom = Files.readString(Path.of(System.getProperty("flotilla.root"), "pom.xml"));
        var chart = KubeObject.parse(Files.readString(Chart.FOLDER.resolve("chart/flotilla/Chart.yaml")))
                .getFirst();

        assertThat(pom)
                .contains("<artifactId>flotilla</artifactId>\n  <version>%s</version>"
                        .formatted(chart.text("appVersion")));
        assertThat(chart.text("version")).isEqualTo(chart.text("appVersion"));
    }

    @Test
    void asksForWhatOnlyTheInstallerKnows() {
        assertThatThrownBy(() -> Chart.helm().template().withName("flotilla").call())
                .hasMessageContaining("/database/url")
                .hasMessageContaining("/kafka/bootstrap")
                .hasMessageContaining("/oidc/issuer");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "platform.replicas | 0",
                "platform.replics | 2",
                "worker.drainSeconds | soon",
                "worker.image.tag | latest",
                "platform.image.digest | sha256:12",
                "worker.image.pullPolicy | Sometimes",
                "worker.resources.limits.memory | 1Gigs",
                "database.url | postgresql://elsewhere",
                "database.ownerSecret | Owner",
                "kafka.bootstrap | kafka",
                "oidc.issuer | identity.example.com",
                "oidc.console.scopes[0] | profile email",
                "oidc.operator.claim | /groups",
                "ingress.enabled | true",
                "ingress.paths[0] | /q/metrics",
                "service.port | 70000",
                "worker.allowAddresses[0] | everything",
                "metrics.podMonitor.interval | often",
            })
    void refusesValuesThatCannotBeMeant(String name, String value) {
        assertThatThrownBy(() -> Chart.render("base", Map.of(name, value)))
                .hasMessageContaining("meet the specifications of the schema");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "platform.autoscaling.max | 9 | need as many reply partitions, kafka.replyPartitions is 8",
                "worker.autoscaling.max | 13 | only kafka.partitions, 12, would get work",
                "worker.autoscaling.min | 13 | min 13 is more than max 12",
            })
    void refusesSizesThatDoNotFitTogether(String name, int value, String reason) {
        assertThatThrownBy(() -> Chart.render("base", Map.of(name, value))).hasMessageContaining(reason);
    }

    @Test
    void refusesClustersThatAreTooOld() {
        assertThatThrownBy(() -> Chart.helm()
                        .template()
                        .withName("flotilla")
                        .withKubeVersion("1.29.0")
                        .withValuesFile(Chart.values("base"))
                        .call())
                .hasMessageContaining("1.30");
    }

    @Test
    void givesEachPodTheSecretsItNeedsAndNoOthers() {
        var objects = Chart.objects("production", Map.of());
        var platform = Chart.find(objects, "Deployment/flotilla-platform");
        var worker = Chart.find(objects, "Deployment/flotilla-worker");
        var migration = Chart.find(objects, "Job/flotilla-migration");

        assertThat(secrets(platform))
                .containsExactlyInAnyOrder(
                        "flotilla-db-app",
                        "flotilla-db-projection",
                        "flotilla-keys",
                        "flotilla-pepper",
                        "flotilla-console",
                        "company-trust");
        assertThat(secrets(worker)).containsExactly("flotilla-keys");
        assertThat(secrets(migration)).containsExactly("flotilla-db-owner");
        assertThat(platform.environment("FLOTILLA_DATABASE_APP_PASSWORD"))
                .isEqualTo(Map.of("secretKeyRef", Map.of("name", "flotilla-db-app", "key", "password")));
    }

    @Test
    void migratesBeforeAnythingElseAndServesWithoutMigrating() {
        var objects = Chart.objects("base", Map.of());
        var migration = Chart.find(objects, "Job/flotilla-migration");

        assertThat(Chart.objects("base", Map.of("migration.hook", true)))
                .as("a hook is not among what is installed")
                .noneMatch(each -> each.kind().equals("Job"));
        assertThat(migration.environment("FLOTILLA_MIGRATE")).isEqualTo("only");
        assertThat(migration.container().at("envFrom"))
                .as("what is installed later")
                .isEmpty();
        assertThat(Chart.find(objects, "Deployment/flotilla-platform").environment("FLOTILLA_MIGRATE"))
                .isEqualTo("never");
    }

    @Test
    void runsTheSameImageForPlatformAndMigration() {
        var objects =
                Chart.objects("base", Map.of("platform.image.tag", "2.0.0", "worker.image.repository", "mine/worker"));

        assertThat(image(objects, "Deployment/flotilla-platform")).isEqualTo("flotilla/platform-api:2.0.0");
        assertThat(image(objects, "Job/flotilla-migration")).isEqualTo("flotilla/platform-api:2.0.0");
        assertThat(image(objects, "Deployment/flotilla-worker")).startsWith("mine/worker:0.");
        assertThat(image(Chart.objects("production", Map.of()), "Deployment/flotilla-worker"))
                .matches("registry.example.com/flotilla/worker@sha256:0{64}");
    }

    @Test
    void scalesByReplicasOrByItselfButNotBoth() {
        var small = Chart.objects("small", Map.of("worker.replicas", 3));
        var large = Chart.objects("production", Map.of());

        assertThat(Chart.find(small, "Deployment/flotilla-worker").at("spec", "replicas"))
                .contains(3);
        assertThat(small).noneMatch(each -> each.kind().equals("HorizontalPodAutoscaler"));
        assertThat(Chart.find(large, "Deployment/flotilla-worker").at("spec", "replicas"))
                .isEmpty();
        assertThat(Chart.find(large, "HorizontalPodAutoscaler/flotilla-worker").parts("spec", "metrics"))
                .extracting(each -> each.text("type"))
                .containsExactly("Resource", "External");
    }

    @Test
    void givesPodsMoreTimeToEndThanTheyTakeToDrain() {
        var objects = Chart.objects("base", Map.of("worker.drainSeconds", 90, "platform.drainSeconds", 30));
        var worker = Chart.find(objects, "Deployment/flotilla-worker");
        var platform = Chart.find(objects, "Deployment/flotilla-platform");

        assertThat(worker.environment("FLOTILLA_WORKER_DRAIN_LIMIT")).isEqualTo("90s");
        assertThat(worker.at("spec", "template", "spec", "terminationGracePeriodSeconds"))
                .contains(110);
        assertThat(platform.environment("QUARKUS_SHUTDOWN_TIMEOUT")).isEqualTo("30S");
        assertThat(platform.at("spec", "template", "spec", "terminationGracePeriodSeconds"))
                .contains(50);
    }

    @Test
    void takesResourcesAsTheyAre() {
        var worker = Chart.find(
                Chart.objects("base", Map.of("worker.resources.limits.memory", "3Gi")), "Deployment/flotilla-worker");

        assertThat(worker.container().text("resources", "limits", "memory")).isEqualTo("3Gi");
        assertThat(worker.container().text("resources", "requests", "memory")).isEqualTo("640Mi");
    }

    @Test
    void startsPodsAnewWhenTheirSettingsChange() {
        var before = Chart.find(Chart.objects("base", Map.of()), "Deployment/flotilla-worker");
        var after = Chart.find(Chart.objects("base", Map.of("kafka.prefix", "other")), "Deployment/flotilla-worker");

        assertThat(after.pod()).isNotEqualTo(before.pod());
        assertThat(after.part("spec", "selector")).isEqualTo(before.part("spec", "selector"));
    }

    @Test
    void opensOnlyTheApiAndTheConsoleToTheWorld() {
        var ingress = Chart.find(Chart.objects("production", Map.of()), "Ingress/flotilla-platform");

        assertThat(ingress.parts("spec", "rules").getFirst().parts("http", "paths"))
                .extracting(each -> each.text("path"))
                .containsExactly("/v1", "/console", "/session");
        assertThat(ingress.parts("spec", "tls"))
                .extracting(each -> each.text("secretName"))
                .containsExactly("flotilla-tls");
    }

    @Test
    void givesAllPlatformsOneSecretForTheSessionsOfBrowsers() {
        var platform = Chart.find(Chart.objects("production", Map.of()), "Deployment/flotilla-platform");

        assertThat(platform.environment("FLOTILLA_SESSION_SECRET"))
                .isEqualTo(Map.of("secretKeyRef", Map.of("name", "flotilla-console", "key", "session-secret")));
        assertThat(platform.environment("FLOTILLA_OIDC_CONSOLE_SCOPES")).isEqualTo("profile,email");
    }

    @Test
    void believesWhatAProxySaysOnlyIfOneStandsInFront() {
        var open = Chart.find(Chart.objects("production", Map.of()), "Deployment/flotilla-platform");
        var closed = Chart.find(Chart.objects("base", Map.of()), "Deployment/flotilla-platform");

        assertThat(open.environment("FLOTILLA_HTTP_BEHIND_PROXY")).isEqualTo("true");
        assertThat(closed.environment("FLOTILLA_HTTP_BEHIND_PROXY")).isEqualTo("false");
    }

    private static String image(List<KubeObject> objects, String title) {
        return Chart.find(objects, title).container().text("image");
    }

    /// Names of all Secrets that a workload's pod mounts or reads.
    private static List<String> secrets(KubeObject workload) {
        var mounted = workload.pod().orElseThrow().parts("spec", "volumes").stream()
                .map(each -> each.text("secret", "secretName"));
        var read =
                workload.container().parts("env").stream().map(each -> each.text("valueFrom", "secretKeyRef", "name"));
        return Stream.concat(mounted, read)
                .filter(each -> !each.isEmpty())
                .distinct()
                .toList();
    }
}
