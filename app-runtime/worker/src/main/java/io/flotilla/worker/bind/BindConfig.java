package io.flotilla.worker.bind;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// With what requests are made ready.
@ConfigMapping(prefix = "flotilla.bind")
interface BindConfig {
    /// The key-encryption keyset, a Tink JSON file.
    Path keyFile();

    /// Networks that models and connectors may be at, besides public addresses: `127.0.0.0/8`, `10.1.0.0/16` ...
    Optional<List<String>> allowAddresses();

    /// How many checked apps are kept.
    @WithDefault("500")
    int keptApps();
}
