package io.flotilla.local;

import io.flotilla.local.kafka.Kafka;
import io.flotilla.local.keycloak.Keycloak;
import io.flotilla.local.postgres.Databases;
import io.flotilla.local.postgres.Postgres;
import io.flotilla.local.process.Folders;
import io.flotilla.local.process.Secrets;
import io.flotilla.local.service.JavaService;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Which parts a stack has, what each is told, and which must be ready before another can start.
final class StackParts {
    /// Stands for [#prepare] among the names of parts.
    static final String PREPARATION = "";

    static final String POSTGRES = "postgres";
    static final String KAFKA = "kafka";
    static final String KEYCLOAK = "keycloak";
    static final String SANDBOX = "sandbox";

    private final StackOptions options;
    private final StackPorts ports;
    private final Path root = Folders.root();
    private final Postgres postgres;
    private final Kafka kafka;
    private final Keycloak keycloak;
    private final Databases databases;
    private final Secrets secrets;
    private final List<String> platforms = new ArrayList<>();
    private final List<String> workers = new ArrayList<>();
    private final List<JavaService> services = new ArrayList<>();
    private final List<Part> all = new ArrayList<>();

    StackParts(StackOptions options, Secrets secrets, Consumer<String> progress) {
        this.options = options;
        this.secrets = secrets;
        this.ports = new StackPorts(options.port());
        var folder = options.folder();
        postgres = new Postgres(folder.resolve(POSTGRES), log(POSTGRES), ports.postgres(), options.durable(), secrets);
        databases = new Databases(postgres, secrets);
        kafka = new Kafka(folder.resolve(KAFKA), log(KAFKA), ports.kafka());
        keycloak = new Keycloak(
                folder.resolve(KEYCLOAK),
                log(KEYCLOAK),
                ports.keycloak(),
                postgres.jdbcUrl(Keycloak.DATABASE),
                secrets,
                progress);
        declare();
    }

    List<Part> all() {
        return List.copyOf(all);
    }

    /// Names of the parts that a part needs to be ready before it starts.
    List<String> needs(String name) {
        if (name.equals(KEYCLOAK)) return List.of(POSTGRES);
        if (platforms.contains(name)) return List.of(POSTGRES, KAFKA);
        if (workers.contains(name)) return List.of(KAFKA);
        return List.of();
    }

    /// The parts in the order in which they are stopped: those that stand side by side at once.
    List<List<String>> stopOrder() {
        var services = new ArrayList<>(platforms);
        services.addAll(workers);
        return List.of(services, List.of(SANDBOX, KEYCLOAK, KAFKA), List.of(POSTGRES));
    }

    /// What only people need, who sign in.
    List<String> onlyForSignIn() {
        return List.of(PREPARATION, KEYCLOAK);
    }

    /// What takes long and needs no other part.
    void prepare() {
        keycloak.prepare();
    }

    /// @return whether there was anything
    boolean clearLeftovers() {
        boolean services = JavaService.clearLeftovers(options.folder());
        boolean identity = keycloak.clearLeftovers();
        boolean broker = kafka.clearLeftovers();
        return postgres.clearLeftovers() || broker || identity || services;
    }

    /// Makes the next starts quicker.
    void train() {
        kafka.train();
        keycloak.train();
        services.forEach(JavaService::train);
    }

    StackAddresses addresses() {
        return new StackAddresses(
                platforms.stream().map(this::platformUrl).toList(),
                "http://127.0.0.1:" + ports.sandbox(),
                keycloak.issuer(),
                kafka.bootstrap(),
                postgres.jdbcUrl(Databases.FLOTILLA),
                postgres.jdbcUrl(DemoBank.DATABASE));
    }

    private void declare() {
        all.add(new Part(
                POSTGRES,
                "127.0.0.1:" + ports.postgres(),
                this::startPostgres,
                postgres::stop,
                postgres::kill,
                postgres::process));
        all.add(new Part(KAFKA, kafka.bootstrap(), kafka::start, kafka::stop, kafka::kill, kafka::process));
        all.add(new Part(
                KEYCLOAK, keycloak.issuer(), keycloak::start, keycloak::stop, keycloak::kill, keycloak::process));
        all.add(part(
                SANDBOX,
                ports.sandbox(),
                "deploy/sandbox-model/target/sandbox-model.jar",
                "768m",
                "/health",
                Map.of()));
        for (int i = 1; i <= options.platforms(); i++) {
            platforms.add("platform-" + i);
            all.add(part(
                    "platform-" + i,
                    ports.platform(i),
                    "platform-api/target/quarkus-app/quarkus-run.jar",
                    "640m",
                    "/q/health/ready",
                    platformSettings()));
        }
        for (int i = 1; i <= options.workers(); i++) {
            workers.add("worker-" + i);
            all.add(part(
                    "worker-" + i,
                    ports.worker(i),
                    "app-runtime/worker/target/quarkus-app/quarkus-run.jar",
                    "512m",
                    "/q/health/ready",
                    workerSettings()));
        }
    }

    private void startPostgres() {
        postgres.start();
        databases.prepareFlotilla();
        databases.prepare(Keycloak.DATABASE, Keycloak.DATABASE);
        DemoBank.prepare(databases);
    }

    private Part part(String name, int port, String jar, String heap, String health, Map<String, String> settings) {
        var address = "http://127.0.0.1:" + port;
        var environment = new HashMap<>(settings);
        environment.put("FLOTILLA_HTTP_PORT", "" + port);
        environment.put("FLOTILLA_HTTP_HOST", "127.0.0.1");
        var service = new JavaService(name, options.folder(), root.resolve(jar), heap, environment, address + health);
        services.add(service);
        return new Part(name, address, service::start, service::stop, service::kill, service::process);
    }

    private Map<String, String> platformSettings() {
        var settings = workerSettings();
        settings.putAll(ServiceSettings.database(postgres, secrets));
        settings.put("FLOTILLA_OIDC_ISSUER", keycloak.issuer());
        settings.put("FLOTILLA_OIDC_CONSOLE_SECRET", secrets.get(Keycloak.Password.CONSOLE.secret()));
        settings.putAll(options.environment());
        return settings;
    }

    private Map<String, String> workerSettings() {
        var settings = new HashMap<>(ServiceSettings.kafka(kafka));
        settings.putAll(ServiceSettings.keys(options.folder()));
        // The demo's database and model stand on this machine; elsewhere nobody connects to such addresses
        settings.put("FLOTILLA_CONNECTOR_ALLOW_ADDRESSES", "127.0.0.1/32");
        settings.putAll(options.environment());
        return settings;
    }

    private String platformUrl(String name) {
        return all.stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow()
                .address();
    }

    private Path log(String name) {
        return options.folder().resolve("logs").resolve(name + ".log");
    }
}
