package io.flotilla.local.service;

import static java.util.Objects.requireNonNull;

import io.flotilla.local.process.AotCache;
import io.flotilla.local.process.Await;
import io.flotilla.local.process.Child;
import io.flotilla.local.process.Child.Signal;
import io.flotilla.local.process.Http;
import io.flotilla.local.process.Jvm;
import io.flotilla.local.process.Leftovers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One program of ours in a JVM of its own, started from its jar.
public final class JavaService {
    private static final Duration START = Duration.ofMinutes(2);

    private final String name;
    private final Path stack;
    private final Path jar;
    private final String heap;
    private final Map<String, String> environment;
    private final String healthAddress;
    private @Nullable Child process;
    private @Nullable AotCache aot;

    /// @param stack         the folder of the stack it belongs to: its log lies in `logs` there
    /// @param heap          the most memory for objects, such as `256m`
    /// @param healthAddress answers 200 when the service is ready
    public JavaService(
            String name, Path stack, Path jar, String heap, Map<String, String> environment, String healthAddress) {
        this.name = name;
        this.stack = stack.toAbsolutePath();
        this.jar = jar;
        this.heap = heap;
        this.environment = Map.copyOf(environment);
        this.healthAddress = healthAddress;
    }

    /// Ends services of a stack that an earlier launcher left behind.
    ///
    /// @return whether there was one
    public static boolean clearLeftovers(Path stack) {
        return Leftovers.stop(
                Leftovers.find(arguments -> arguments.contains(marker(stack.toAbsolutePath()))), Signal.TERM);
    }

    /// Returns when the service is ready.
    public synchronized void start() {
        if (process != null && process.isAlive()) return;
        if (!Files.exists(jar)) throw new IllegalStateException(jar + " is not built: use ./flotilla, which builds it");
        var cache = cache();
        aot = cache;
        var command = Jvm.java(heap);
        command.addAll(cache.flags());
        command.addAll(List.of(marker(stack), "-Dflotilla.part=" + name, "-jar", jar.toString()));
        var child = Child.start(command, environment, stack.resolve("logs/" + name + ".log"), Signal.TERM);
        process = child;
        boolean ended = Await.until(START, Duration.ofMillis(50), () -> Http.isOk(healthAddress) || !child.isAlive());
        if (ended && child.isAlive()) return;
        child.kill();
        throw new IllegalStateException(name + " did not start:\n" + child.logTail());
    }

    public synchronized void stop() {
        if (process != null) process.stop();
        if (aot != null) aot.keep();
    }

    /// Makes later starts quicker, if an earlier run recorded what for.
    public void train() {
        cache().make(Jvm.java(heap), List.of("-jar", jar.toString()));
    }

    /// Ends the service at once, as `kill -9` does.
    public synchronized void kill() {
        if (process != null) process.kill();
    }

    /// The running service's process.
    public synchronized Child process() {
        if (process == null) throw new IllegalStateException(name + " was not started");
        return process;
    }

    /// Of all instances of the program; a Quarkus application's jars lie beside the one that starts it.
    private AotCache cache() {
        var folder = requireNonNull(jar.getParent());
        return AotCache.of(name.replaceAll("-\\d+$", ""), folder.endsWith("quarkus-app") ? folder : jar);
    }

    private static String marker(Path stack) {
        return "-Dflotilla.stack=" + stack;
    }
}
