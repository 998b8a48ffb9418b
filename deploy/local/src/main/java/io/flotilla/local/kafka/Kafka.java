package io.flotilla.local.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.flotilla.local.process.AotCache;
import io.flotilla.local.process.Await;
import io.flotilla.local.process.Child;
import io.flotilla.local.process.Child.Signal;
import io.flotilla.local.process.Folders;
import io.flotilla.local.process.Jvm;
import io.flotilla.local.process.Leftovers;
import io.flotilla.local.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One Kafka node on the loopback address. Its topics stay between starts; a node left over from a killed launcher is
/// stopped first.
public final class Kafka {
    private static final String NODE = "io.flotilla.local.broker.KafkaNode";
    private static final String READY = "KAFKA NODE READY";
    private static final Duration START = Duration.ofSeconds(90);

    private final Path data;
    private final Path log;
    private final int port;
    private @Nullable Child node;

    /// @param port for clients; the controller takes the next one
    public Kafka(Path data, Path log, int port) {
        this.data = data.toAbsolutePath();
        this.log = log.toAbsolutePath();
        this.port = port;
    }

    /// Ends a node that an earlier launcher left behind.
    ///
    /// @return whether there was one
    public boolean clearLeftovers() {
        return Leftovers.stop(Leftovers.find(this::isOurs), Signal.TERM);
    }

    /// Returns when the node takes clients.
    public synchronized void start() {
        if (node != null && node.isAlive()) return;
        clearLeftovers();
        var classPath = BrokerClassPath.find();
        var cache = aotCache(classPath);
        var command = command(classPath, Files.exists(cache) ? List.of("-XX:AOTCache=" + cache) : List.of());
        command.addAll(List.of(data.toString(), "" + port));
        long from = size();
        var child = Child.start(command, Map.of(), log, Signal.TERM);
        node = child;
        boolean ended = Await.until(START, Duration.ofMillis(50), () -> isReady(from) || !child.isAlive());
        if (ended && child.isAlive()) return;
        child.kill();
        throw new IllegalStateException("Kafka did not start:\n" + child.logTail());
    }

    /// Runs a throw-away node once so that later starts take less than half the time. Does nothing when that was done
    /// before.
    public void train() {
        var classPath = BrokerClassPath.find();
        var cache = aotCache(classPath);
        if (Files.exists(cache)) return;
        try {
            Files.createDirectories(cache.getParent());
            var scratch = Files.createTempDirectory("flotilla-train");
            var fresh = cache.resolveSibling(
                    cache.getFileName() + "." + ProcessHandle.current().pid());
            var command = new ArrayList<>(List.of("nice")); // somebody may be at work already
            command.addAll(command(classPath, List.of("-XX:AOTCacheOutput=" + fresh)));
            command.addAll(List.of(scratch.resolve("kafka").toString(), "" + Ports.free(2), "train"));
            Child.start(command, Map.of(), scratch.resolve("log"), Signal.TERM)
                    .onExit()
                    .join();
            if (Files.exists(fresh)) Files.move(fresh, cache, StandardCopyOption.ATOMIC_MOVE);
            AotCache.deleteOld(Folders.cache());
            Folders.delete(scratch);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the node's start quicker", e);
        }
    }

    public synchronized void stop() {
        if (node != null) node.stop();
    }

    /// Ends the node at once, as `kill -9` does.
    public synchronized void kill() {
        if (node != null) node.kill();
    }

    /// The running node's process.
    public synchronized Child process() {
        if (node == null) throw new IllegalStateException("Kafka was not started");
        return node;
    }

    public String bootstrap() {
        return "127.0.0.1:" + port;
    }

    private List<String> command(BrokerClassPath classPath, List<String> more) {
        var command = Jvm.java("384m");
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(
                List.of("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-Dorg.slf4j.simpleLogger.showDateTime=true"));
        command.addAll(more);
        command.addAll(List.of("-cp", classPath.text(), NODE));
        return command;
    }

    private static Path aotCache(BrokerClassPath classPath) {
        return Folders.cache().resolve("kafka-" + classPath.key() + ".aot");
    }

    private boolean isOurs(List<String> arguments) {
        return arguments.contains(NODE) && arguments.contains(data.toString());
    }

    private long size() {
        try {
            return Files.size(log);
        } catch (IOException none) {
            return 0;
        }
    }

    private boolean isReady(long from) {
        try (var in = Files.newInputStream(log)) {
            in.skipNBytes(from);
            return new String(in.readAllBytes(), UTF_8).contains(READY);
        } catch (IOException notYet) {
            return false;
        }
    }
}
