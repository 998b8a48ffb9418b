package io.flotilla.worker.kafka;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// Where Kafka is.
@ConfigMapping(prefix = "flotilla.kafka")
interface KafkaConfig {
    /// The brokers to ask first: `host:port`, joined by commas.
    String bootstrap();

    /// What the names of all topics begin with.
    @WithDefault("flotilla")
    String prefix();

    /// How long a batch of admitted requests may take before the group takes the worker for stuck.
    @WithDefault("5m")
    Duration longestPoll();
}
