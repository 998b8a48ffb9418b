package io.flotilla.platform.queue;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// Where Kafka is and how topics are made.
@ConfigMapping(prefix = "flotilla.kafka")
interface QueueConfig {
    /// Addresses of some brokers, `host:port` with commas between.
    String bootstrap();

    /// What all topic names begin with.
    @WithDefault("flotilla")
    String prefix();

    /// Partitions of a topic that is made: more than there will be workers.
    @WithDefault("12")
    int partitions();

    /// Partitions of the replies topic: at least one for each platform instance.
    @WithDefault("8")
    int replyPartitions();

    /// Copies of each partition.
    @WithDefault("1")
    short replication();

    /// How long frames on the replies topic are kept.
    @WithDefault("10m")
    Duration replyRetention();

    /// How long usage events are kept to be read again.
    @WithDefault("840h")
    Duration usageRetention();

    /// How many records a projection stores in one transaction at most.
    @WithDefault("500")
    int batch();
}
