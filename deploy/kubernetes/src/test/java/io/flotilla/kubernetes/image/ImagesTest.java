package io.flotilla.kubernetes.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.flotilla.local.TestStack;
import io.flotilla.local.process.Await;
import io.flotilla.local.process.Child;
import io.flotilla.local.process.Http;
import io.flotilla.local.process.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The images as `./flotilla images` writes them, unpacked and run as a cluster would.
class ImagesTest {
    private static final Path ROOT = Path.of(System.getProperty("flotilla.root"));
    private static final Duration START = Duration.ofMinutes(2);

    @TempDir
    static Path folder;

    private static UnpackedImage platform;
    private static UnpackedImage worker;

    @BeforeAll
    static void write() throws IOException {
        var writer = new ImageWriter(ROOT.resolve("deploy/kubernetes/target/images"), "flotilla", "1.2.3");
        platform = UnpackedImage.of(writer.write(Service.PLATFORM, ROOT).file(), folder.resolve("platform"));
        worker = UnpackedImage.of(writer.write(Service.WORKER, ROOT).file(), folder.resolve("worker"));
    }

    @Test
    void saysWhatItIsAndRunsAsNobodyInParticular() {
        assertThat(platform.config().get("User").asText()).isEqualTo("10001:10001");
        assertThat(platform.config()
                        .get("Labels")
                        .get("org.opencontainers.image.version")
                        .asText())
                .isEqualTo("1.2.3");
        assertThat(worker.config()
                        .get("Labels")
                        .get("org.opencontainers.image.title")
                        .asText())
                .isEqualTo("worker");
        assertThat(worker.environment()).containsEntry("FLOTILLA_HTTP_HOST", "0.0.0.0");
    }

    @Test
    void holdsNoShellAndNothingItsUserCouldChangeButTmp() {
        for (var image : new UnpackedImage[] {platform, worker}) {
            assertThat(image.modes().keySet()).doesNotContain("/bin/sh", "/usr/bin/env");
            assertThat(image.modes().entrySet())
                    .filteredOn(each -> (each.getValue() & 0022) != 0)
                    .extracting(Map.Entry::getKey)
                    .containsExactly("/tmp");
        }
    }

    @Test
    void migratesThenServesWithoutTheOwnerThenStops() throws Exception {
        var stack = TestStack.get();
        var secrets = Path.of(stack.get("FLOTILLA_KEY_FILE")).getParent();
        int port = Ports.free(2);

        var migration = Container.start(platform, secrets, migration(stack), folder.resolve("migration.log"));
        assertThat(migration.onExit().get(START.toSeconds(), TimeUnit.SECONDS))
                .as(migration.logTail())
                .isZero();

        var serving = Container.start(platform, secrets, platform(stack, port), folder.resolve("platform.log"));
        var running = Container.start(worker, secrets, worker(stack, port + 1), folder.resolve("worker.log"));
        try {
            awaitReady(serving, port);
            awaitReady(running, port + 1);
            assertThat(Http.isOk("http://127.0.0.1:%d/q/health/live".formatted(port + 1)))
                    .isTrue();
        } finally {
            serving.stop();
            running.stop();
        }
        // 128 + 15: asked to end, and not one second too late
        assertThat(serving.onExit().join()).as(serving.logTail()).isEqualTo(143);
        assertThat(running.onExit().join()).as(running.logTail()).isEqualTo(143);
    }

    @Test
    void refusesToMigrateInAWayNobodyKnows() throws Exception {
        var environment = new HashMap<>(migration(TestStack.get()));
        environment.put("FLOTILLA_MIGRATE", "sometimes");

        var child = Container.start(platform, folder, environment, folder.resolve("sometimes.log"));

        assertThat(child.onExit().get(START.toSeconds(), TimeUnit.SECONDS)).isNotZero();
        assertThat(child.logTail()).contains("flotilla.migrate.sometimes");
    }

    /// As the chart's job: the owner, and no key.
    private static Map<String, String> migration(TestStack stack) {
        return Map.of(
                "FLOTILLA_MIGRATE",
                "only",
                "FLOTILLA_KEY_FILE",
                "/dev/null",
                "FLOTILLA_PEPPER_FILE",
                "/dev/null",
                "FLOTILLA_DATABASE_URL",
                stack.databaseUrl(),
                "FLOTILLA_DATABASE_OWNER_USER",
                stack.get("FLOTILLA_DATABASE_OWNER_USER"),
                "FLOTILLA_DATABASE_OWNER_PASSWORD",
                stack.get("FLOTILLA_DATABASE_OWNER_PASSWORD"));
    }

    private static Map<String, String> platform(TestStack stack, int port) {
        var environment = new HashMap<>(worker(stack, port));
        environment.put("FLOTILLA_MIGRATE", "never");
        environment.put("FLOTILLA_PEPPER_FILE", "/etc/flotilla/pepper");
        for (String name : new String[] {
            "FLOTILLA_DATABASE_URL",
            "FLOTILLA_DATABASE_APP_USER",
            "FLOTILLA_DATABASE_APP_PASSWORD",
            "FLOTILLA_DATABASE_PROJECTION_USER",
            "FLOTILLA_DATABASE_PROJECTION_PASSWORD"
        }) environment.put(name, stack.get(name));
        return environment;
    }

    private static Map<String, String> worker(TestStack stack, int port) {
        return Map.of(
                "FLOTILLA_HTTP_HOST",
                "127.0.0.1",
                "FLOTILLA_HTTP_PORT",
                "" + port,
                "FLOTILLA_KAFKA_BOOTSTRAP",
                stack.kafkaBootstrap(),
                "FLOTILLA_KEY_FILE",
                "/etc/flotilla/key-encryption-key.json");
    }

    private static void awaitReady(Child child, int port) {
        var address = "http://127.0.0.1:%d/q/health/ready".formatted(port);
        Await.until(START, Duration.ofMillis(100), () -> Http.isOk(address) || !child.isAlive());
        assertThat(child.isAlive() && Http.isOk(address)).as(child.logTail()).isTrue();
    }
}
