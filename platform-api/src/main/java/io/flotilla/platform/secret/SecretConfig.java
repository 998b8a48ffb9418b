package io.flotilla.platform.secret;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

@ConfigMapping(prefix = "flotilla.secret")
interface SecretConfig {
    /// The keyset that wraps the tenants' data keys (Tink JSON, mode 600).
    Path keyFile();
}
