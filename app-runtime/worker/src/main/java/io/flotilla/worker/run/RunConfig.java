package io.flotilla.worker.run;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// How much one worker does at a time.
@ConfigMapping(prefix = "flotilla.run")
interface RunConfig {
    /// How many invocations run at once.
    @WithDefault("256")
    int capacity();

    /// How many ended or stopped invocations are remembered, so that a request that comes twice runs once.
    @WithDefault("10000")
    int remembered();

    /// How much memory answers take that are kept to be given again, in bytes.
    @WithDefault("33554432")
    long answerBytes();
}
