package io.flotilla.local;

import io.flotilla.local.kafka.Kafka;
import io.flotilla.local.postgres.Databases;
import io.flotilla.local.postgres.Postgres;
import io.flotilla.local.process.Folders;
import io.flotilla.local.process.Ports;
import io.flotilla.local.process.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/// PostgreSQL and Kafka for tests: on free ports, in a temporary folder, started once per JVM and stopped with it.
///
///     var stack = TestStack.get();
///     stack.environment();       // FLOTILLA_DATABASE_URL, FLOTILLA_KAFKA_BOOTSTRAP ... as the services take them
///
/// Class loaders of a test framework may load this class several times; they still share one stack.
public final class TestStack {
    private static final String SHARED = "flotilla.test-stack";

    private final Map<String, String> environment;

    private TestStack(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /// The stack of this JVM; the first caller waits until it runs.
    public static TestStack get() {
        // A string is the one thing that all class loaders share; the literal is interned, so it is one lock for all of
        // them
        synchronized (SHARED) {
            var running = System.getProperty(SHARED);
            return running == null ? start() : new TestStack(read(Path.of(running)));
        }
    }

    /// The services' settings, by the names of their environment variables. Besides those of `platform-api` and the
    /// worker:
    /// `FLOTILLA_DATABASE_SUPERUSER_PASSWORD` for tests that look behind the curtain.
    public Map<String, String> environment() {
        return environment;
    }

    public String kafkaBootstrap() {
        return get("FLOTILLA_KAFKA_BOOTSTRAP");
    }

    public String databaseUrl() {
        return get("FLOTILLA_DATABASE_URL");
    }

    /// One setting by its name.
    public String get(String name) {
        var value = environment.get(name);
        if (value == null) throw new IllegalArgumentException("the stack has no " + name);
        return value;
    }

    private static TestStack start() {
        try {
            long from = System.nanoTime();
            var folder = Files.createTempDirectory("flotilla-test-");
            var secrets = Secrets.in(folder.resolve("secrets"));
            int port = Ports.free(3);
            var postgres =
                    new Postgres(folder.resolve("postgres"), folder.resolve("postgres.log"), port, false, secrets);
            var kafka = new Kafka(folder.resolve("kafka"), folder.resolve("kafka.log"), port + 1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                kafka.kill();
                postgres.stop();
                Folders.delete(folder);
            }));
            try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
                var database = CompletableFuture.runAsync(postgres::start, executor)
                        .thenRun(new Databases(postgres, secrets)::prepareFlotilla);
                var broker = CompletableFuture.runAsync(kafka::start, executor);
                CompletableFuture.allOf(database, broker).join();
            }
            var environment = new TreeMap<>(ServiceSettings.database(postgres, secrets));
            environment.putAll(ServiceSettings.kafka(kafka));
            environment.putAll(ServiceSettings.keys(folder));
            environment.put("FLOTILLA_DATABASE_SUPERUSER_PASSWORD", secrets.get(Postgres.SUPERUSER));
            write(environment, folder.resolve("environment"));
            System.setProperty(SHARED, folder.resolve("environment").toString());
            System.out.printf("test stack: PostgreSQL and Kafka in %d ms%n", (System.nanoTime() - from) / 1_000_000);
            return new TestStack(environment);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the test stack", e);
        }
    }

    private static void write(Map<String, String> environment, Path file) throws IOException {
        var properties = new Properties();
        properties.putAll(environment);
        try (var writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
    }

    private static Map<String, String> read(Path file) {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the running test stack", e);
        }
        var environment = new TreeMap<String, String>();
        properties.stringPropertyNames().forEach(name -> environment.put(name, properties.getProperty(name)));
        return environment;
    }
}
