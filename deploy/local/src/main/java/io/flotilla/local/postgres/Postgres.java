package io.flotilla.local.postgres;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.flotilla.local.process.Await;
import io.flotilla.local.process.Child;
import io.flotilla.local.process.Child.Signal;
import io.flotilla.local.process.Folders;
import io.flotilla.local.process.Leftovers;
import io.flotilla.local.process.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One PostgreSQL server on the loopback address. Its data stay between starts; a server left over from a killed
/// launcher is stopped
/// before a new one starts on the same data.
public final class Postgres {
    /// The superuser's name; its password is the secret of the same name.
    public static final String SUPERUSER = "postgres";

    private static final String HELD = "pre-existing shared memory block";
    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration EVERY = Duration.ofMillis(20);

    private final Path data;
    private final Path log;
    private final int port;
    private final boolean durable;
    private final Secrets secrets;
    private final RunAs runAs = RunAs.here();
    private @Nullable Child server;

    /// @param data    the server's folder, made on the first start
    /// @param durable whether committed data must outlive a power cut; only tests say no
    public Postgres(Path data, Path log, int port, boolean durable, Secrets secrets) {
        this.data = data.toAbsolutePath();
        this.log = log.toAbsolutePath();
        this.port = port;
        this.durable = durable;
        this.secrets = secrets;
    }

    /// Ends a server that an earlier launcher left behind.
    ///
    /// @return whether there was one
    public boolean clearLeftovers() {
        return Leftovers.stop(Leftovers.find(this::isOurServer), Signal.INT);
    }

    /// Returns when the server takes connections.
    public synchronized void start() {
        if (server != null && server.isAlive()) return;
        try {
            var home = PostgresBinaries.unpacked(runAs.cache());
            if (!Files.exists(data.resolve("PG_VERSION"))) initialise(home);
            clearLeftovers();
            // Nobody serves these data now; after a power cut the number in the note may be another program's
            Files.deleteIfExists(data.resolve("postmaster.pid"));
            server = launch(home);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start PostgreSQL", e);
        }
    }

    public synchronized void stop() {
        if (server != null) server.stop();
    }

    /// Ends the server at once, as `kill -9` does.
    public synchronized void kill() {
        if (server != null) server.kill();
    }

    /// The running server's process.
    public synchronized Child process() {
        if (server == null) throw new IllegalStateException("PostgreSQL was not started");
        return server;
    }

    /// Completes when the server has ended, for whatever reason.
    public CompletableFuture<Integer> onExit() {
        return process().onExit();
    }

    public int port() {
        return port;
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private void initialise(Path home) throws IOException {
        // A half-made folder of an interrupted first start holds nothing of value: initdb starts over beside it
        var fresh = data.resolveSibling(data.getFileName() + ".new");
        Folders.delete(fresh);
        Files.createDirectories(fresh);
        runAs.handOver(fresh);
        var password = data.resolveSibling(data.getFileName() + ".password");
        Secrets.writePrivately(password, secrets.get(SUPERUSER));
        runAs.handOver(password);
        var command = command(home, "initdb");
        command.addAll(List.of("-D", fresh.toString(), "-U", SUPERUSER, "-A", "scram-sha-256"));
        command.addAll(List.of("--pwfile=" + password, "-E", "UTF8", "--locale=C"));
        command.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
        if (!durable) command.add("--no-sync");
        var initdb = Child.start(command, Map.of(), log, Signal.TERM);
        int code = initdb.onExit().join();
        Files.delete(password);
        if (code != 0) throw new IllegalStateException("initdb failed:\n" + initdb.logTail());
        Files.move(fresh, data, REPLACE_EXISTING);
    }

    // The backends of a killed server outlive it for a moment and hold its memory: then another try helps
    private Child launch(Path home) {
        var child = launchOnce(home);
        for (int attempt = 0;
                attempt < 20 && !child.isAlive() && child.logTail().contains(HELD);
                attempt++) {
            Await.until(Duration.ofMillis(250), EVERY, () -> false);
            child = launchOnce(home);
        }
        if (child.isAlive()) return child;
        throw new IllegalStateException("PostgreSQL did not start:\n" + child.logTail());
    }

    private Child launchOnce(Path home) {
        var command = command(home, "postgres");
        command.addAll(List.of("-D", data.toString(), "-p", "" + port));
        set(command, "listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=300");
        set(command, "shared_buffers=128MB", "logging_collector=off");
        if (!durable) set(command, "fsync=off", "synchronous_commit=off", "full_page_writes=off");
        var child = Child.start(command, Map.of(), log, Signal.INT);
        if (!Await.until(START, EVERY, () -> isReady(child) || !child.isAlive())) child.kill();
        return child;
    }

    // What `pg_ctl -w` looks at: the eighth line of the server's own note about itself
    private boolean isReady(Child child) {
        try {
            var note = Files.readAllLines(data.resolve("postmaster.pid"));
            return note.size() >= 8
                    && note.get(0).trim().equals("" + child.pid())
                    && note.get(7).trim().equals("ready");
        } catch (IOException notYet) {
            return false;
        }
    }

    private boolean isOurServer(List<String> arguments) {
        return arguments.size() > 2 && arguments.getFirst().endsWith("postgres") && arguments.contains(data.toString());
    }

    private List<String> command(Path home, String program) {
        var command = new ArrayList<>(runAs.prefix());
        command.add(home.resolve("bin").resolve(program).toString());
        return command;
    }

    private static void set(List<String> command, String... settings) {
        for (String each : settings) {
            command.add("-c");
            command.add(each);
        }
    }
}
