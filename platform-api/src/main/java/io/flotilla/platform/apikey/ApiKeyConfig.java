package io.flotilla.platform.apikey;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

@ConfigMapping(prefix = "flotilla.api-key")
interface ApiKeyConfig {
    /// The secret that keys the hashes; without it a stolen table is of no use.
    Path pepperFile();
}
