package io.flotilla.local;

import io.flotilla.local.process.Ports;
import java.nio.file.Path;
import java.util.Map;

/// What stack to start.
///
/// @param folder      where its data, logs and settings lie
/// @param port        the first of its ports: the console's and the API's. See `StackPorts` for the others
/// @param platforms   how many instances of `platform-api`
/// @param workers     how many workers
/// @param durable     whether committed data must outlive a power cut; only tests say no
/// @param environment further settings of the platform and the workers, by environment variable
public record StackOptions(
        Path folder, int port, int platforms, int workers, boolean durable, Map<String, String> environment) {
    /// The port that is taken when nobody names another.
    public static final int DEFAULT_PORT = 8080;

    public StackOptions {
        folder = folder.toAbsolutePath();
        environment = Map.copyOf(environment);
        if (port < 1 || port > 65_535 - StackPorts.COUNT) throw new IllegalArgumentException("no such port: " + port);
        if (platforms < 1 || platforms > StackPorts.MOST) {
            throw new IllegalArgumentException("1 to %d platforms, not %d".formatted(StackPorts.MOST, platforms));
        }
        if (workers < 0 || workers > StackPorts.MOST) {
            throw new IllegalArgumentException("0 to %d workers, not %d".formatted(StackPorts.MOST, workers));
        }
    }

    /// One platform and one worker on the usual ports.
    public static StackOptions in(Path folder) {
        return new StackOptions(folder, DEFAULT_PORT, 1, 1, true, Map.of());
    }

    public StackOptions withPort(int port) {
        return new StackOptions(folder, port, platforms, workers, durable, environment);
    }

    /// The same on ports that are free now, for tests.
    public StackOptions onFreePorts() {
        return withPort(Ports.free(StackPorts.COUNT));
    }

    public StackOptions withPlatforms(int platforms) {
        return new StackOptions(folder, port, platforms, workers, durable, environment);
    }

    public StackOptions withWorkers(int workers) {
        return new StackOptions(folder, port, platforms, workers, durable, environment);
    }

    /// For tests: quicker, and lost in a power cut.
    public StackOptions notDurable() {
        return new StackOptions(folder, port, platforms, workers, false, environment);
    }

    /// The same with further settings for the platform and the workers.
    public StackOptions withEnvironment(Map<String, String> environment) {
        return new StackOptions(folder, port, platforms, workers, durable, environment);
    }
}
