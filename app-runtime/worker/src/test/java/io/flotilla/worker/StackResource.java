package io.flotilla.worker;

import io.flotilla.local.TestStack;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/// The real Kafka of the test stack, with topics of this run's own. The topics are made later, by the test, as the platform
/// does: the worker must wait for them.
public class StackResource implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        var stack = TestStack.get();
        var run = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        return Map.of(
                "flotilla.kafka.bootstrap", stack.kafkaBootstrap(),
                "flotilla.kafka.prefix", "worker-" + run,
                "flotilla.key-file", stack.get("FLOTILLA_KEY_FILE"),
                "flotilla.connector.allow-addresses", "127.0.0.0/8",
                "flotilla.worker.drain-limit", "300ms",
                "flotilla.heartbeat.interval", "200ms");
    }

    @Override
    public void stop() {}
}
