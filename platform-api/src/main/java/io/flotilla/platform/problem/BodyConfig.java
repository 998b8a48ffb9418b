package io.flotilla.platform.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

@ConfigMapping(prefix = "flotilla.http")
interface BodyConfig {
    /// The most bytes a request's body may have.
    @WithDefault("1M")
    MemorySize maxBody();
}
