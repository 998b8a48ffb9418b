package io.flotilla.worker;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How this worker stops.
@ConfigMapping(prefix = "flotilla.worker")
interface WorkerConfig {
    /// How long runs may go on after the worker was told to stop. What runs longer is handed over.
    @WithDefault("20s")
    Duration drainLimit();
}
