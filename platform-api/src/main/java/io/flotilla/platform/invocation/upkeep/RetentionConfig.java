package io.flotilla.platform.invocation.upkeep;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// When inputs and outputs of ended invocations go.
@ConfigMapping(prefix = "flotilla.retention")
interface RetentionConfig {
    /// How long they stay although the tenant keeps none, so that who did not wait can read the answer.
    @WithDefault("15m")
    Duration grace();

    /// How often it is looked for what is due.
    @WithDefault("30s")
    Duration every();
}
