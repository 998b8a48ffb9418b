package io.flotilla.local;

import io.flotilla.local.process.PortHolder;
import io.flotilla.local.process.Ports;
import java.util.LinkedHashMap;
import java.util.Map;

/// Which part listens where, counted from the first port.
///
/// @param first the first platform's port
record StackPorts(int first) {
    /// The most instances of one service.
    static final int MOST = 10;
    /// How many neighbouring ports one stack may take.
    static final int COUNT = 40;

    int platform(int number) {
        return first + number - 1;
    }

    int worker(int number) {
        return first + 10 + number - 1;
    }

    /// And the next one for its management.
    int keycloak() {
        return first + 20;
    }

    int postgres() {
        return first + 22;
    }

    /// And the next one for its controller.
    int kafka() {
        return first + 23;
    }

    int sandbox() {
        return first + 25;
    }

    /// Refuses, naming the holder and the way out, when somebody else listens on a port the stack needs.
    ///
    /// @throws IllegalStateException with a message for people
    void requireFree(int platforms, int workers) {
        needed(platforms, workers).forEach((port, part) -> {
            if (Ports.isFree(port)) return;
            var holder = PortHolder.of(port).orElse("another program");
            throw new IllegalStateException("Port %d, wanted for %s, is taken by %s. Stop that, or choose other ports: ./flotilla up --port %d"
                    .formatted(port, part, holder, suggestion()));
        });
    }

    private Map<Integer, String> needed(int platforms, int workers) {
        var needed = new LinkedHashMap<Integer, String>();
        for (int i = 1; i <= platforms; i++) needed.put(platform(i), "the console and the API");
        for (int i = 1; i <= workers; i++) needed.put(worker(i), "a worker");
        needed.put(keycloak(), "Keycloak");
        needed.put(keycloak() + 1, "Keycloak's management");
        needed.put(postgres(), "PostgreSQL");
        needed.put(kafka(), "Kafka");
        needed.put(kafka() + 1, "Kafka's controller");
        needed.put(sandbox(), "the sandbox model");
        return needed;
    }

    private int suggestion() {
        int next = first + 100;
        return next + COUNT < 65_535 ? next : StackOptions.DEFAULT_PORT;
    }
}
