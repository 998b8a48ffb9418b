package io.flotilla.app.connector;

import static java.util.Objects.requireNonNull;

/// The name of a secret of the tenant, in the place of its value.
public record SecretRef(String secret) {
    public SecretRef {
        requireNonNull(secret, "secret");
    }
}
