package io.flotilla.app.connector;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/// The value of an HTTP header.
public sealed interface HeaderValue {
    /// Written in the document; may hold `{parameter}` placeholders in an operation's headers.
    record Plain(String text) implements HeaderValue {
        public Plain {
            requireNonNull(text, "text");
        }
    }

    /// A secret of the tenant.
    ///
    /// @param prefix stands before it, such as `"Bearer "`; often empty
    record Secret(String name, String prefix) implements HeaderValue {
        public Secret {
            requireNonNull(name, "name");
            requireNonNull(prefix, "prefix");
        }
    }

    /// The secret's name, if the value is one.
    default Optional<String> secret() {
        return switch (this) {
            case Plain plain -> Optional.empty();
            case Secret secret -> Optional.of(secret.name());
        };
    }
}
