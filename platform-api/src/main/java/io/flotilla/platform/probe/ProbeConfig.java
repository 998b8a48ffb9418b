package io.flotilla.platform.probe;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

@ConfigMapping(prefix = "flotilla.probe")
interface ProbeConfig {
    /// How long a worker's answer is waited for; callers are promised one within ten seconds.
    @WithDefault("9500MS")
    Duration patience();
}
