package io.flotilla.local.keycloak;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.flotilla.local.process.AotCache;
import io.flotilla.local.process.Await;
import io.flotilla.local.process.Child;
import io.flotilla.local.process.Child.Signal;
import io.flotilla.local.process.Http;
import io.flotilla.local.process.Jvm;
import io.flotilla.local.process.Leftovers;
import io.flotilla.local.process.Programs;
import io.flotilla.local.process.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Keycloak on the loopback address with the realm `flotilla`, imported on the first start. Its data lie in
/// PostgreSQL.
public final class Keycloak {
    /// The database it needs, and the role that owns it; the password is the secret of the same name.
    public static final String DATABASE = "keycloak";

    private static final String REALM = "/keycloak/flotilla-realm.json";
    private static final Duration START = Duration.ofMinutes(5);

    private final Path home;
    private final Path log;
    private final int port;
    private final String databaseUrl;
    private final Secrets secrets;
    private final Consumer<String> progress;
    private volatile @Nullable Child server;
    private @Nullable AotCache aot;

    /// @param home        this installation's folder; the programs are shared
    /// @param port        for browsers and services; management takes the next one
    /// @param databaseUrl JDBC address of its database
    /// @param progress    told when something slow begins
    public Keycloak(Path home, Path log, int port, String databaseUrl, Secrets secrets, Consumer<String> progress) {
        this.home = home.toAbsolutePath();
        this.log = log.toAbsolutePath();
        this.port = port;
        this.databaseUrl = databaseUrl;
        this.secrets = secrets;
        this.progress = progress;
    }

    /// Unpacks and builds what the first start needs; may run before the database is there.
    public void prepare() {
        KeycloakDistribution.ready(log, progress);
    }

    /// Ends a server that an earlier launcher left behind.
    ///
    /// @return whether there was one
    public boolean clearLeftovers() {
        return Leftovers.stop(Leftovers.find(arguments -> arguments.contains(marker())), Signal.TERM);
    }

    /// Returns when the realm answers.
    public synchronized void start() {
        if (server != null && server.isAlive()) return;
        clearLeftovers();
        var distribution = KeycloakDistribution.ready(log, progress);
        link(distribution);
        writeRealm();
        var cache = cache(distribution);
        aot = cache;
        var child = Child.start(command(distribution, cache.flags()), environment(), log, Signal.TERM);
        server = child;
        var discovery = issuer() + "/.well-known/openid-configuration";
        // The port answers before the realm is there, so the realm's own address is asked
        boolean ended = Await.until(START, Duration.ofMillis(100), () -> Http.isOk(discovery) || !child.isAlive());
        if (ended && child.isAlive()) return;
        child.kill();
        throw new IllegalStateException("Keycloak did not start:\n" + child.logTail());
    }

    public synchronized void stop() {
        var running = server;
        if (running != null) running.stop();
        if (aot != null) aot.keep();
    }

    /// Makes later starts quicker, if an earlier run recorded what for.
    public void train() {
        var distribution = KeycloakDistribution.ready(log, progress);
        cache(distribution).make(java(), program(distribution));
    }

    /// Ends the server at once, as `kill -9` does, also while it starts.
    public void kill() {
        var running = server;
        if (running != null) running.kill();
    }

    /// The running server's process.
    public synchronized Child process() {
        if (server == null) throw new IllegalStateException("Keycloak was not started");
        return server;
    }

    /// What tokens name as their issuer.
    public String issuer() {
        return "http://127.0.0.1:" + port + "/realms/flotilla";
    }

    // The programs are shared between installations, the data folder beside the links is not
    private void link(Path distribution) {
        try {
            Files.createDirectories(home);
            for (String each : List.of("lib", "conf", "providers", "themes")) {
                Files.deleteIfExists(home.resolve(each));
                Files.createSymbolicLink(home.resolve(each), distribution.resolve(each));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare " + home, e);
        }
    }

    // What bin/kc.sh would run, but without a shell in between
    private List<String> command(Path distribution, List<String> more) {
        var command = new ArrayList<String>();
        // It takes the longest to start and is needed last: the others go first
        if (Programs.exists("nice")) command.addAll(List.of("nice", "-n", "5"));
        command.addAll(java());
        command.addAll(more);
        command.addAll(program(distribution));
        command.addAll(List.of("start", "--optimized", "--import-realm", "--http-enabled=true"));
        command.add("--cache=local"); // otherwise it looks for a cluster, on a port that is not of the loopback address
        command.addAll(List.of("--hostname=http://127.0.0.1:" + port, "--http-host=127.0.0.1", "--http-port=" + port));
        command.addAll(List.of("--http-management-host=127.0.0.1", "--http-management-port=" + (port + 1)));
        command.addAll(List.of("--db-url=" + databaseUrl, "--db-username=" + DATABASE, "--db-pool-max-size=20"));
        return command;
    }

    private List<String> java() {
        var command = Jvm.java("512m");
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:MaxMetaspaceSize=256m", "-Dfile.encoding=UTF-8"));
        command.addAll(List.of("-Duser.language=en", "-Duser.country=US"));
        for (String each : List.of("java.util", "java.util.concurrent", "java.security", "java.lang")) {
            command.add("--add-opens=java.base/" + each + "=ALL-UNNAMED");
        }
        command.addAll(List.of(marker(), "-Djboss.server.config.dir=" + home.resolve("conf")));
        command.addAll(List.of(
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                        + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory"));
        return command;
    }

    // By the shared folder, so that all installations start from one cache
    private static List<String> program(Path distribution) {
        var jar = distribution.resolve("lib/quarkus-run.jar");
        return List.of("-cp", jar.toString(), "io.quarkus.bootstrap.runner.QuarkusEntryPoint");
    }

    private static AotCache cache(Path distribution) {
        return AotCache.of("keycloak", distribution.resolve("lib"));
    }

    // Not on the command line, where anybody on the machine could read them
    private Map<String, String> environment() {
        return Map.of(
                "KC_DB_PASSWORD", secrets.get(DATABASE),
                "KC_BOOTSTRAP_ADMIN_USERNAME", "admin",
                "KC_BOOTSTRAP_ADMIN_PASSWORD", secrets.get("keycloak-admin"));
    }

    private String marker() {
        return "-Dkc.home.dir=" + home;
    }

    private void writeRealm() {
        try (var in = Keycloak.class.getResourceAsStream(REALM)) {
            if (in == null) throw new IllegalStateException(REALM + " is not on the class path");
            var realm = new String(in.readAllBytes(), UTF_8);
            for (Password each : Password.values()) {
                realm = realm.replace("@" + each.secret() + "@", secrets.get(each.secret()));
            }
            Secrets.writePrivately(home.resolve("data/import/flotilla-realm.json"), realm);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the realm", e);
        }
    }

    /// The passwords of the realm, each a secret of this installation.
    public enum Password {
        CONSOLE("console-secret"),
        OPERATOR("operator-password"),
        DEMO_ADMIN("demo-admin-password"),
        RIVAL_ADMIN("rival-admin-password");

        private final String secret;

        Password(String secret) {
            this.secret = secret;
        }

        /// The name under which it is kept.
        public String secret() {
            return secret;
        }
    }
}
