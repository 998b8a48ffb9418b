package io.flotilla.platform.secret;

import io.flotilla.messages.secret.KeyRing;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;

/// The key-encryption keys of this platform. Without a good key file it does not start.
@Startup
@ApplicationScoped
class Keys {
    private final KeyRing ring;

    Keys(SecretConfig config) {
        this.ring = KeyRing.of(config.keyFile());
    }

    KeyRing ring() {
        return ring;
    }
}
