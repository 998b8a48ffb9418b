package io.flotilla.engine.connector.sql;

import static java.util.Objects.requireNonNull;

import io.flotilla.app.connector.ConnectorLimits;
import org.jspecify.annotations.Nullable;

/// How to come into a database.
record DatabaseLogin(
        String owner,
        String url,
        @Nullable String user,
        @Nullable String password,
        ConnectorLimits limits) {
    DatabaseLogin {
        requireNonNull(owner, "owner");
        requireNonNull(url, "url");
        requireNonNull(limits, "limits");
    }

    /// Without the password.
    @Override
    public String toString() {
        return "DatabaseLogin[owner=%s]".formatted(owner);
    }
}
