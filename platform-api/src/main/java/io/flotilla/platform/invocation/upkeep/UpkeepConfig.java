package io.flotilla.platform.invocation.upkeep;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// When the platform stops waiting for a worker.
@ConfigMapping(prefix = "flotilla.takeover")
interface UpkeepConfig {
    /// After how long without a sign of life a worker counts as lost.
    @WithDefault("15s")
    Duration silence();

    /// How many attempts an invocation gets before it fails as `worker-lost`.
    @WithDefault("3")
    int attempts();

    /// How often lost workers, deadlines and the like are looked for.
    @WithDefault("500ms")
    Duration every();

    /// How long after its deadline the platform ends an invocation whose worker did not.
    @WithDefault("1s")
    Duration deadlineGrace();

    /// How long a worker has to end what was cancelled before the platform does.
    @WithDefault("10s")
    Duration cancelPatience();
}
