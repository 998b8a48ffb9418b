package io.flotilla.app.connector;

import static java.util.Objects.requireNonNull;

import io.flotilla.app.definition.Ordered;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// A database, read by named statements only.
///
/// @param url JDBC URL without a credential
public record SqlConnector(
        String url,
        @Nullable String user,
        @Nullable SecretRef password,
        SequencedMap<String, SqlStatement> statements,
        ConnectorLimits limits)
        implements ConnectorSpec {
    public SqlConnector {
        requireNonNull(url, "url");
        statements = Ordered.copyOf(statements);
        requireNonNull(limits, "limits");
    }
}
