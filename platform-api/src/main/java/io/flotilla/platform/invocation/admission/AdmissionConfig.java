package io.flotilla.platform.invocation.admission;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// Bounds of what a tenant may have under way.
@ConfigMapping(prefix = "flotilla.admission")
interface AdmissionConfig {
    /// How many invocations of a tenant may be queued or running together.
    @WithDefault("200")
    int perTenant();

    /// The deadline of an app that names none.
    @WithDefault("120s")
    Duration deadline();

    /// When a caller whose queue is full may try again.
    @WithDefault("2s")
    Duration retryAfter();

    /// How long a request may stay unacknowledged before a sweeper produces it again.
    @WithDefault("2s")
    Duration sweepAfter();
}
