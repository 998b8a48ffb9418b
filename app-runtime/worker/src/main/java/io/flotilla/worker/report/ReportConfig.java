package io.flotilla.worker.report;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How runs are told of.
@ConfigMapping(prefix = "flotilla.report")
public interface ReportConfig {
    /// How long text is gathered after a delta was sent, before the next one is.
    @WithDefault("30ms")
    Duration deltaInterval();
}
