package io.flotilla.platform.tenant;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

@ConfigMapping(prefix = "flotilla.tenant")
interface TenantConfig {
    /// How long after a suspension no instance lets the tenant's callers in any more.
    @WithDefault("5S")
    Duration shutAfter();
}
