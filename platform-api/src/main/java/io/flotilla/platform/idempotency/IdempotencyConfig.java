package io.flotilla.platform.idempotency;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

@ConfigMapping(prefix = "flotilla.idempotency")
interface IdempotencyConfig {
    /// How long a write may take: a key whose first request has not answered by then is free for its repeat.
    @WithDefault("2M")
    Duration patience();
}
