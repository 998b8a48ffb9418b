package io.flotilla.platform.invocation.dispatch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How requests get to Kafka in the end.
@ConfigMapping(prefix = "flotilla.dispatch")
interface DispatchConfig {
    /// How often rows that Kafka did not acknowledge are looked for.
    @WithDefault("500ms")
    Duration sweepEvery();

    /// After how long a request that nobody took, although a worker has room, counts as lost.
    @WithDefault("60s")
    Duration lostAfter();
}
