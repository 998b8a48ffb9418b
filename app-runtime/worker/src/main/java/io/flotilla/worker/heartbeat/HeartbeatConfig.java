package io.flotilla.worker.heartbeat;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How often this worker gives a sign of life.
@ConfigMapping(prefix = "flotilla.heartbeat")
interface HeartbeatConfig {
    /// The time between two heartbeats. The platform takes a worker for lost after 15 s of silence.
    @WithDefault("2s")
    Duration interval();
}
