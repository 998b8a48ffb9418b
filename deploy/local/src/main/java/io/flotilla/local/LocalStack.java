package io.flotilla.local;

import io.flotilla.local.keycloak.Keycloak;
import io.flotilla.local.postgres.Postgres;
import io.flotilla.local.process.Reason;
import io.flotilla.local.process.Secrets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;

/// The whole of Flotilla on one machine: PostgreSQL, Kafka, Keycloak, the sandbox model, the platform and its workers, each a child
/// process that is watched and started again when it ends unexpectedly.
///
///     try (var stack = LocalStack.start(StackOptions.in(folder).withPort(18080).withWorkers(2), Progress.silent())) {
///         Demo.seed(stack.folder(), Map.of());
///         var url = stack.localEnv().get("FLOTILLA_URL");
///         stack.kill("worker-1");
///         stack.restart("worker-1");
///     }
public final class LocalStack implements AutoCloseable {
    private final StackOptions options;
    private final StackLock lock;
    private final StackParts parts;
    private final Supervisor supervisor;
    private final Secrets secrets;
    private volatile CompletableFuture<Void> signIn = CompletableFuture.completedFuture(null);
    private volatile boolean ready;
    private volatile boolean closed;

    private LocalStack(StackOptions options, StackLock lock, Secrets secrets, Progress progress) {
        this.options = options;
        this.lock = lock;
        this.secrets = secrets;
        this.parts = new StackParts(options, secrets, progress::note);
        this.supervisor = new Supervisor(parts.all(), report -> {
            progress.moved(report);
            writeState();
        });
    }

    /// Starts every part, side by side where possible, and returns when all are ready.
    ///
    /// @throws IllegalStateException with a message for people: a port is taken, a part does not start, a stack runs there already
    public static LocalStack start(StackOptions options, Progress progress) {
        var stack = startServing(options, progress);
        stack.awaitSignIn();
        return stack;
    }

    /// The same, but returns as soon as the API serves programs with a key; people can sign in a while later, after
    /// `awaitSignIn`: Keycloak takes longer than all else.
    public static LocalStack startServing(StackOptions options, Progress progress) {
        var lock = StackLock.take(options.folder())
                .orElseThrow(() -> new IllegalStateException("a stack runs in " + options.folder() + " already"));
        LocalStack stack;
        try {
            stack = new LocalStack(options, lock, secretsOf(options.folder()), progress);
            stack.parts.clearLeftovers();
            new StackPorts(options.port()).requireFree(options.platforms(), options.workers());
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
        stack.orClose(stack::startAll);
        return stack;
    }

    /// Returns when people can sign in, and everything is ready.
    ///
    /// @throws IllegalStateException when it cannot be; then the stack is closed
    public void awaitSignIn() {
        orClose(signIn::join);
        ready = true;
        writeState();
    }

    /// Ends what an earlier supervising process left behind in this folder.
    ///
    /// @return whether there was anything
    public static boolean clearLeftovers(Path folder) {
        return new StackParts(StackOptions.in(folder), secretsOf(folder), what -> {}).clearLeftovers();
    }

    public Path folder() {
        return options.folder();
    }

    /// What `local.env` says: addresses, keys, sign-ins.
    public Map<String, String> localEnv() {
        return LocalEnv.read(options.folder());
    }

    /// `postgres`, `kafka`, `keycloak`, `sandbox`, `platform-1` ..., `worker-1` ...
    public List<String> parts() {
        return supervisor.names();
    }

    public List<PartReport> reports() {
        return supervisor.reports();
    }

    /// Ends a part at once, as `kill -9` does; it stays down until it is restarted.
    public void kill(String part) {
        supervisor.kill(part);
    }

    /// Ends a part in good order; it stays down until it is restarted.
    public void stop(String part) {
        supervisor.stop(part);
    }

    /// Starts a part that was killed or stopped and returns when it is ready.
    public void restart(String part) {
        supervisor.start(part);
    }

    /// Makes later starts quicker. Takes some seconds of a processor, once; when it does not work out, nothing is lost.
    public void train() {
        try {
            parts.train();
        } catch (RuntimeException e) {
            System.err.println("The next start will not be quicker: " + e.getMessage());
        }
    }

    /// Stops everything in good order.
    @Override
    public synchronized void close() {
        if (closed) return;
        closed = true;
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (List<String> sideBySide : parts.stopOrder()) {
                all(sideBySide.stream()
                                .map(part -> CompletableFuture.runAsync(() -> supervisor.stop(part), executor))
                                .toList())
                        .join();
            }
        } finally {
            ready = false;
            writeState();
            lock.close();
        }
    }

    private void startAll() {
        LocalEnv.write(options.folder(), environment());
        var started = new LinkedHashMap<String, CompletableFuture<Void>>();
        started.put(StackParts.PREPARATION, CompletableFuture.runAsync(parts::prepare, Thread::startVirtualThread));
        for (String part : supervisor.names()) {
            var needed = parts.needs(part).stream().map(started::get).toArray(CompletableFuture[]::new);
            started.put(
                    part,
                    CompletableFuture.allOf(needed)
                            .thenRunAsync(() -> supervisor.start(part), Thread::startVirtualThread));
        }
        signIn = all(started.values());
        started.keySet().removeAll(parts.onlyForSignIn());
        all(started.values()).join();
    }

    private void orClose(Runnable step) {
        try {
            step.run();
        } catch (CompletionException e) {
            if (closed) throw new IllegalStateException("The stack was stopped before it was ready.", e);
            close();
            throw new IllegalStateException(Reason.of(e), e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private Map<String, String> environment() {
        var addresses = parts.addresses();
        var environment = new LinkedHashMap<String, String>();
        environment.put("FLOTILLA_URL", addresses.platforms().getFirst());
        environment.put("FLOTILLA_URLS", String.join(",", addresses.platforms()));
        environment.put("FLOTILLA_OIDC_ISSUER", addresses.issuer());
        environment.put("FLOTILLA_OPERATOR_USER", "operator");
        environment.put("FLOTILLA_OPERATOR_PASSWORD", secrets.get(Keycloak.Password.OPERATOR.secret()));
        environment.put("FLOTILLA_ADMIN_USER", "demo-admin");
        environment.put("FLOTILLA_ADMIN_PASSWORD", secrets.get(Keycloak.Password.DEMO_ADMIN.secret()));
        environment.put("FLOTILLA_RIVAL_ADMIN_USER", "rival-admin");
        environment.put("FLOTILLA_RIVAL_ADMIN_PASSWORD", secrets.get(Keycloak.Password.RIVAL_ADMIN.secret()));
        environment.put("FLOTILLA_DATABASE_URL", addresses.database());
        environment.put("FLOTILLA_DATABASE_USER", Postgres.SUPERUSER);
        environment.put("FLOTILLA_DATABASE_PASSWORD", secrets.get(Postgres.SUPERUSER));
        environment.put("FLOTILLA_DEMO_DATABASE_URL", addresses.demoDatabase());
        environment.put("FLOTILLA_DEMO_DATABASE_USER", DemoBank.READER);
        environment.put("FLOTILLA_DEMO_DATABASE_PASSWORD", secrets.get(DemoBank.READER));
        environment.put("FLOTILLA_KAFKA_BOOTSTRAP", addresses.kafka());
        environment.put("FLOTILLA_MODEL_URL", addresses.model());
        return environment;
    }

    // A lock of its own: parts report while the stack starts and while it is closed
    private void writeState() {
        synchronized (supervisor) {
            new StackState(ProcessHandle.current().pid(), options.port(), ready, supervisor.reports())
                    .write(options.folder());
        }
    }

    private static Secrets secretsOf(Path folder) {
        return Secrets.in(folder.resolve("secrets"));
    }

    private static CompletableFuture<Void> all(Collection<CompletableFuture<Void>> each) {
        return CompletableFuture.allOf(each.toArray(CompletableFuture[]::new));
    }
}
